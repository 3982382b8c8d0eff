package com.optalocal.accounts.adapters.sqlite.device;

import com.optalocal.accounts.adapters.sqlite.SqliteDatabase;
import com.optalocal.accounts.application.device.JoinTries;
import com.optalocal.accounts.domain.device.JoinRequestId;
import java.time.Duration;
import java.time.Instant;

/// Counts are forgotten a month after the last wrong try: by then the request has long expired.
public final class SqliteJoinTries implements JoinTries {
  private static final Duration KEPT = Duration.ofDays(30);

  private final SqliteDatabase database;

  /// @param database a device's
  public SqliteJoinTries(SqliteDatabase database) {
    this.database = database;
  }

  @Override
  public int wrong(JoinRequestId request) {
    return database.read(handle ->
        handle
            .createQuery("SELECT wrong FROM join_try WHERE request_id = :request")
            .bind("request", request)
            .mapTo(Integer.class)
            .findOne()
            .orElse(0));
  }

  @Override
  public int countWrong(JoinRequestId request, Instant now) {
    return database.write(handle -> {
      handle
          .createUpdate("DELETE FROM join_try WHERE last_at < :oldest")
          .bind("oldest", now.minus(KEPT))
          .execute();
      handle
          .createUpdate(
              """
              INSERT INTO join_try (request_id, wrong, last_at) VALUES (:request, 1, :now)
              ON CONFLICT (request_id) DO UPDATE SET
                wrong = wrong + 1,
                last_at = max(last_at, excluded.last_at)
              """)
          .bind("request", request)
          .bind("now", now)
          .execute();
      return handle
          .createQuery("SELECT wrong FROM join_try WHERE request_id = :request")
          .bind("request", request)
          .mapTo(Integer.class)
          .one();
    });
  }
}
