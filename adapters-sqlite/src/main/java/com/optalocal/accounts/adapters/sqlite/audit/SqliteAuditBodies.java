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
    EventRanges ranges = new EventRanges();
    database.read(handle -> oldest(handle, log, limit)).stream()
        .takeWhile(event -> event.at().isBefore(cutoff))
        .forEach(event -> ranges.add(event.index()));
    return ranges;
  }

  /// The first events that have values.
  private static List<Dated> oldest(Handle handle, AuditLogId log, int limit) {
    LogPlaces places = LogPlaces.of(handle, log);
    return handle
        .createQuery(
            """
            SELECT l.leaf_index, l.leaf
            FROM audit_body b JOIN audit_leaf l ON l.place = b.leaf
            WHERE b.place >= :first AND b.place < :end
              AND NOT EXISTS (
                SELECT 1 FROM audit_body earlier
                WHERE earlier.place >= b.place >> 4 << 4 AND earlier.place < b.place)
            ORDER BY b.place LIMIT :limit
            """)
        .bind("first", LogPlaces.values(places.at(0)))
        .bind("end", LogPlaces.values(places.end()))
        .bind("limit", limit)
        .map(
            Row.as(
                row -> new Dated(row.number("leaf_index"), LeafText.parse(row.text("leaf")).at())))
        .list();
  }

  @Override
  public EventRanges about(AuditLogId log, UserId user, int limit) {
    EventRanges ranges = new EventRanges();
    database.read(handle -> about(handle, log, user, limit)).forEach(ranges::add);
    return ranges;
  }

  private static List<Long> about(Handle handle, AuditLogId log, UserId user, int limit) {
    LogPlaces places = LogPlaces.of(handle, log);
    return handle
        .createQuery(
            """
            SELECT leaf_index FROM audit_body
            WHERE field = 'user' AND value = :user AND place >= :first AND place < :end
            ORDER BY place LIMIT :limit
            """)
        .bind("user", user)
        .bind("first", LogPlaces.values(places.at(0)))
        .bind("end", LogPlaces.values(places.end()))
        .bind("limit", limit)
        .map(Row.as(row -> row.number("leaf_index")))
        .list();
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
    int recorded =
        handle
            .createUpdate(
                """
                INSERT INTO audit_removal (org_id, first_index, last_index, recorded_by)
                VALUES (:log, :first, :last, :event)
                """)
            .bind("log", log)
            .bind("first", range.first())
            .bind("last", range.last())
            .bind("event", recordedBy)
            .execute();
    assert recorded == 1;
    LogPlaces places = LogPlaces.of(handle, log);
    int removed =
        handle
            .createUpdate("DELETE FROM audit_body WHERE place >= :first AND place < :end")
            .bind("first", LogPlaces.values(places.at(range.first())))
            .bind("end", LogPlaces.values(places.at(range.last() + 1)))
            .execute();
    assert removed >= 0;
  }
}
