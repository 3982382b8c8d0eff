package com.optalocal.accounts.adapters.sqlite.audit;

import com.optalocal.accounts.adapters.sqlite.Row;
import com.optalocal.accounts.adapters.sqlite.SqliteDatabase;
import com.optalocal.accounts.application.audit.Witnesses;
import com.optalocal.accounts.domain.UserId;
import com.optalocal.accounts.domain.audit.Checkpoint;
import com.optalocal.accounts.domain.note.VerifierKey;
import java.sql.SQLException;
import java.util.Optional;

/// One statement decides and writes, so that two processes cannot move a witness back between them.
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
            .map(Row.as(SqliteWitnesses::seen))
            .findOne());
  }

  private static Seen seen(Row row) throws SQLException {
    VerifierKey key = VerifierKey.parse(row.text("log_key"));
    return new Seen(key, new Checkpoint(key.name(), row.number("size"), row.hash("root")));
  }

  @Override
  public void advance(UserId user, Seen seen) {
    int rows =
        database.write(handle ->
            handle
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
                .bind("key", seen.logKey().toString())
                .bind("size", seen.checkpoint().size())
                .bind("root", seen.checkpoint().root())
                .execute());
    assert rows <= 1;
  }
}
