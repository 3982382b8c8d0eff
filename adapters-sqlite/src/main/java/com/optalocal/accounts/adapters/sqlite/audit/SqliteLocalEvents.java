package com.optalocal.accounts.adapters.sqlite.audit;

import com.optalocal.accounts.adapters.sqlite.Row;
import com.optalocal.accounts.adapters.sqlite.SqliteDatabase;
import com.optalocal.accounts.application.audit.LocalEvents;
import com.optalocal.accounts.domain.UserId;
import com.optalocal.accounts.domain.audit.AuditEventId;
import com.optalocal.accounts.domain.audit.LocalEvent;
import java.util.List;

/// Waiting events in the device's database; their ids sort by time.
public final class SqliteLocalEvents implements LocalEvents {
  private final SqliteDatabase database;

  /// @param database a device's
  public SqliteLocalEvents(SqliteDatabase database) {
    this.database = database;
  }

  @Override
  public boolean add(UserId user, LocalEvent event) {
    return database.write(handle -> {
      long waiting =
          handle
              .createQuery("SELECT count(*) AS waiting FROM audit_pending WHERE user_id = :user")
              .bind("user", user)
              .map(Row.as(row -> row.number("waiting")))
              .one();
      if (waiting >= MOST) {
        return false;
      }
      int rows =
          handle
              .createUpdate(
                  """
                  INSERT INTO audit_pending (user_id, event_id, happened_at, kind, detail)
                  VALUES (:user, :id, :at, :kind, :detail)
                  ON CONFLICT (user_id, event_id) DO NOTHING
                  """)
              .bind("user", user)
              .bind("id", event.id())
              .bind("at", event.at())
              .bind("kind", event.kind())
              .bind("detail", event.detail())
              .execute();
      return rows <= 1;
    });
  }

  @Override
  public List<LocalEvent> oldest(UserId user, int limit) {
    return database.read(handle ->
        handle
            .createQuery(
                """
                SELECT event_id, happened_at, kind, detail FROM audit_pending
                WHERE user_id = :user ORDER BY event_id LIMIT :limit
                """)
            .bind("user", user)
            .bind("limit", limit)
            .map(
                Row.as(row ->
                    new LocalEvent(
                        new AuditEventId(row.text("event_id")),
                        row.instant("happened_at"),
                        row.text("kind"),
                        row.text("detail"))))
            .list());
  }

  @Override
  public void remove(UserId user, List<LocalEvent> told) {
    if (told.isEmpty()) {
      return;
    }
    int rows =
        database.write(handle ->
            handle
                .createUpdate(
                    "DELETE FROM audit_pending WHERE user_id = :user AND event_id IN (<ids>)")
                .bind("user", user)
                .bindList("ids", told.stream().map(event -> event.id().value()).toList())
                .execute());
    assert rows <= told.size();
  }
}
