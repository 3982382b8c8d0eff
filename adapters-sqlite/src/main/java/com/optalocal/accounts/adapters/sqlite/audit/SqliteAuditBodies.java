package com.optalocal.accounts.adapters.sqlite.audit;

import com.optalocal.accounts.adapters.sqlite.Row;
import com.optalocal.accounts.adapters.sqlite.SqliteDatabase;
import com.optalocal.accounts.application.audit.AuditBodies;
import com.optalocal.accounts.domain.UserId;
import com.optalocal.accounts.domain.audit.AuditEventId;
import com.optalocal.accounts.domain.audit.AuditLogId;
import com.optalocal.accounts.domain.audit.EventRanges;
import com.optalocal.accounts.domain.audit.LeafText;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;

/// Bodies, which triggers keep from being changed, and from being removed without a row in
/// `audit_removal` that names the event that records it.
public final class SqliteAuditBodies implements AuditBodies {
  private final SqliteDatabase database;

  private record Dated(long index, Instant at) {}

  /// @param database the portal's
  public SqliteAuditBodies(SqliteDatabase database) {
    this.database = database;
  }

  @Override
  public EventRanges olderThan(AuditLogId log, Instant cutoff, int limit) {
    List<Dated> oldest =
        database.read(handle ->
            handle
                .createQuery(
                    """
                    SELECT l.leaf_index, l.leaf FROM audit_body b
                    JOIN audit_leaf l ON l.org_id = b.org_id AND l.leaf_index = b.leaf_index
                    WHERE b.org_id = :log AND b.leaf_index >= 0
                    GROUP BY b.leaf_index ORDER BY b.leaf_index LIMIT :limit
                    """)
                .bind("log", log)
                .bind("limit", limit)
                .map(
                    Row.as(row ->
                        new Dated(row.number("leaf_index"), LeafText.parse(row.text("leaf")).at())))
                .list());
    EventRanges ranges = new EventRanges();
    oldest.stream()
        .takeWhile(event -> event.at().isBefore(cutoff))
        .forEach(event -> ranges.add(event.index()));
    return ranges;
  }

  @Override
  public EventRanges about(AuditLogId log, UserId user, int limit) {
    EventRanges ranges = new EventRanges();
    database
        .read(handle ->
            handle
                .createQuery(
                    """
                    SELECT leaf_index FROM audit_body
                    WHERE org_id = :log AND field = 'user' AND value = :user
                    ORDER BY leaf_index LIMIT :limit
                    """)
                .bind("log", log)
                .bind("user", user)
                .bind("limit", limit)
                .map(Row.as(row -> row.number("leaf_index")))
                .list())
        .forEach(ranges::add);
    return ranges;
  }

  @Override
  public void remove(AuditLogId log, EventRanges events, AuditEventId recordedBy) {
    int ranges =
        database.write(handle -> {
          events.ranges().forEach(range -> remove(handle, log, range, recordedBy));
          return events.ranges().size();
        });
    assert ranges > 0 || events.isEmpty();
  }

  private static void remove(
      Handle handle, AuditLogId log, EventRanges.Range range, AuditEventId recordedBy) {
    for (String sql :
        List.of(
            """
            INSERT INTO audit_removal (org_id, first_index, last_index, recorded_by)
            VALUES (:log, :first, :last, :event)
            """,
            """
            DELETE FROM audit_body
            WHERE org_id = :log AND leaf_index BETWEEN :first AND :last AND :event IS NOT NULL
            """)) {
      int rows =
          handle
              .createUpdate(sql)
              .bind("log", log)
              .bind("first", range.first())
              .bind("last", range.last())
              .bind("event", recordedBy)
              .execute();
      assert rows >= 0;
    }
  }
}
