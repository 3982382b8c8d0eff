package com.optalocal.accounts.adapters.sqlite.audit;

import com.optalocal.accounts.adapters.sqlite.Row;
import com.optalocal.accounts.adapters.sqlite.SqliteDatabase;
import com.optalocal.accounts.application.audit.Witnesses;
import com.optalocal.accounts.domain.UserId;
import com.optalocal.accounts.domain.audit.Checkpoint;
import com.optalocal.accounts.domain.audit.LogKeys;
import com.optalocal.accounts.domain.note.VerificationKey;
import com.optalocal.accounts.domain.note.VerifierKey;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// One statement decides whether a witness moves, so that two processes cannot move it back between
/// them; keys that were replaced are only ever added to.
public final class SqliteWitnesses implements Witnesses {
  private final SqliteDatabase database;

  /// @param database a device's
  public SqliteWitnesses(SqliteDatabase database) {
    this.database = database;
  }

  @Override
  public Optional<Seen> seen(UserId user) {
    return database.read(handle ->
        handle
            .createQuery("SELECT log_key, size, root FROM audit_witness WHERE user_id = :user")
            .bind("user", user)
            .map(Row.as(row -> seen(row, former(handle, user))))
            .findOne());
  }

  private static Seen seen(Row row, List<LogKeys.Former> former) throws SQLException {
    VerifierKey key = VerifierKey.parse(row.text("log_key"));
    return new Seen(
        new LogKeys(key, former), new Checkpoint(key.name(), row.number("size"), row.hash("root")));
  }

  private static List<LogKeys.Former> former(Handle handle, UserId user) {
    return handle
        .createQuery(
            "SELECT log_key, last FROM audit_former_key WHERE user_id = :user ORDER BY position")
        .bind("user", user)
        .map(
            Row.as(row ->
                new LogKeys.Former(VerificationKey.parse(row.text("log_key")), row.number("last"))))
        .list();
  }

  @Override
  public void advance(UserId user, Seen seen) {
    int rows =
        database.write(handle -> {
          int advanced = put(handle, user, seen);
          if (advanced > 0) {
            putFormer(handle, user, seen.keys().former());
          }
          return advanced;
        });
    assert rows <= 1;
  }

  private static int put(Handle handle, UserId user, Seen seen) {
    return handle
        .createUpdate(
            """
            INSERT INTO audit_witness (user_id, log_key, size, root)
            VALUES (:user, :key, :size, :root)
            ON CONFLICT (user_id) DO UPDATE SET
              log_key = excluded.log_key,
              size = excluded.size,
              root = excluded.root
            WHERE excluded.size >= audit_witness.size
            """)
        .bind("user", user)
        .bind("key", seen.keys().current().toString())
        .bind("size", seen.checkpoint().size())
        .bind("root", seen.checkpoint().root())
        .execute();
  }

  private static void putFormer(Handle handle, UserId user, List<LogKeys.Former> former) {
    for (int i = 0; i < former.size(); i++) {
      int rows =
          handle
              .createUpdate(
                  """
                  INSERT INTO audit_former_key (user_id, position, log_key, last)
                  VALUES (:user, :position, :key, :last)
                  ON CONFLICT (user_id, position) DO UPDATE SET
                    log_key = excluded.log_key,
                    last = excluded.last
                  """)
              .bind("user", user)
              .bind("position", i)
              .bind("key", former.get(i).key().toString())
              .bind("last", former.get(i).last())
              .execute();
      assert rows == 1;
    }
  }
}
