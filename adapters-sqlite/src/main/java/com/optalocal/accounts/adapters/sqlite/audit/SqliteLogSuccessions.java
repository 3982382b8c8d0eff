package com.optalocal.accounts.adapters.sqlite.audit;

import com.optalocal.accounts.adapters.sqlite.Row;
import com.optalocal.accounts.adapters.sqlite.SqliteDatabase;
import com.optalocal.accounts.application.audit.LogSuccessions;
import com.optalocal.accounts.domain.audit.AuditLogId;
import com.optalocal.accounts.domain.note.Note;
import java.util.List;

/// Successions of log keys in the portal's database, where triggers keep them as they are.
public final class SqliteLogSuccessions implements LogSuccessions {
  private final SqliteDatabase database;

  /// @param database the portal's
  public SqliteLogSuccessions(SqliteDatabase database) {
    this.database = database;
  }

  @Override
  public List<Note> of(AuditLogId log) {
    return database.read(handle ->
        handle
            .createQuery(
                """
                SELECT note FROM audit_log_key
                WHERE org_id = :log AND position >= 0 ORDER BY position
                """)
            .bind("log", log)
            .map(Row.as(row -> row.note("note")))
            .list());
  }

  @Override
  public void add(AuditLogId log, Note succession) {
    int rows =
        database.write(handle ->
            handle
                .createUpdate(
                    """
                    INSERT INTO audit_log_key (org_id, position, note)
                    SELECT :log, coalesce(max(position) + 1, 0), :note
                    FROM audit_log_key WHERE org_id = :log AND position >= 0
                    """)
                .bind("log", log)
                .bind("note", succession)
                .execute());
    assert rows == 1;
  }
}
