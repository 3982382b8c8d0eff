package com.optalocal.accounts.adapters.sqlite.audit;

import com.optalocal.accounts.adapters.sqlite.Row;
import com.optalocal.accounts.application.audit.AuditTrail;
import com.optalocal.accounts.domain.audit.AuditEventId;
import com.optalocal.accounts.domain.audit.AuditLogId;
import com.optalocal.accounts.domain.audit.EventRecord;
import com.optalocal.accounts.domain.audit.LeafText;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.SqlStatements;

/// The rows of a log: how leaves and bodies stand in their tables. Bodies hold personal values
/// only; older versions wrote the open ones too, which stand in the text anyway.
final class AuditRows {
  /// A leaf as it is stored.
  record LeafRow(long place, AuditEventId id, String text) {
    long index() {
      return LogPlaces.index(place);
    }
  }

  private record BodyRow(long leaf, EventRecord.Reveal reveal) {}

  private AuditRows() {}

  /// How many events the log has, which is the number that the next one gets.
  static long size(Handle handle, AuditLogId log) {
    LogPlaces places = LogPlaces.of(handle, log);
    return handle
        .createQuery(
            """
            SELECT coalesce(max(place) + 1, :first) - :first AS size FROM audit_leaf
            WHERE place >= :first AND place < :end
            """)
        .bind("first", places.at(0))
        .bind("end", places.end())
        .map(Row.as(row -> row.number("size")))
        .one();
  }

  static Optional<Long> indexOf(Handle handle, AuditLogId log, AuditEventId id) {
    LogPlaces places = LogPlaces.of(handle, log);
    return handle
        .createQuery(
            """
            SELECT place FROM audit_leaf
            WHERE event_id = :id AND place >= :first AND place < :end
            """)
        .bind("id", id)
        .bind("first", places.at(0))
        .bind("end", places.end())
        .map(Row.as(row -> LogPlaces.index(row.number("place"))))
        .findOne();
  }

  static List<AuditTrail.Entry> before(
      Handle handle, AuditLogId log, Optional<String> aboutUser, long index, int limit) {
    LogPlaces places = LogPlaces.of(handle, log);
    Query query =
        aboutUser
            .map(user -> about(handle, user, "DESC"))
            .orElseGet(() ->
                handle.createQuery(
                    """
                    SELECT place, event_id, leaf FROM audit_leaf
                    WHERE place >= :first AND place < :end ORDER BY place DESC LIMIT :limit
                    """));
    return entries(handle, leaves(query, places.at(0), places.at(index), limit));
  }

  static List<AuditTrail.Entry> since(
      Handle handle, AuditLogId log, Optional<String> aboutUser, long index, int limit) {
    LogPlaces places = LogPlaces.of(handle, log);
    Query query =
        aboutUser.map(user -> about(handle, user, "ASC")).orElseGet(() -> ascending(handle));
    return entries(handle, leaves(query, places.at(index), places.end(), limit));
  }

  /// The leaves from number `index` on, with what is kept beside them.
  static Map<LeafRow, List<EventRecord.Reveal>> withValues(
      Handle handle, AuditLogId log, long index, int limit) {
    LogPlaces places = LogPlaces.of(handle, log);
    List<LeafRow> leaves = leaves(ascending(handle), places.at(index), places.end(), limit);
    Map<Long, List<EventRecord.Reveal>> values = values(handle, leaves);
    return leaves.stream()
        .collect(
            Collectors.toMap(
                leaf -> leaf,
                leaf -> values.getOrDefault(leaf.place(), List.of()),
                (one, same) -> one,
                java.util.LinkedHashMap::new));
  }

  private static Query ascending(Handle handle) {
    return handle.createQuery(
        """
        SELECT place, event_id, leaf FROM audit_leaf
        WHERE place >= :first AND place < :end ORDER BY place LIMIT :limit
        """);
  }

  private static Query about(Handle handle, String user, String order) {
    return handle
        .createQuery(
            """
            SELECT l.place, l.event_id, l.leaf
            FROM audit_body b JOIN audit_leaf l ON l.place = b.leaf
            WHERE b.field = 'user' AND b.value = :user
              AND b.place >= :firstValue AND b.place < :endOfValues
            ORDER BY b.place <order> LIMIT :limit
            """)
        .define("order", order)
        .bind("user", user);
  }

  private static List<LeafRow> leaves(Query query, long first, long end, int limit) {
    return query
        .configure(SqlStatements.class, statements -> statements.setUnusedBindingAllowed(true))
        .bind("first", first)
        .bind("end", end)
        .bind("firstValue", LogPlaces.values(first))
        .bind("endOfValues", LogPlaces.values(end))
        .bind("limit", limit)
        .map(
            Row.as(row ->
                new LeafRow(
                    row.number("place"), new AuditEventId(row.text("event_id")), row.text("leaf"))))
        .list();
  }

  private static List<AuditTrail.Entry> entries(Handle handle, List<LeafRow> leaves) {
    Map<Long, List<EventRecord.Reveal>> values = values(handle, leaves);
    return leaves.stream()
        .map(leaf ->
            new AuditTrail.Entry(
                leaf.index(),
                leaf.id(),
                LeafText.parse(leaf.text()).event(values.getOrDefault(leaf.place(), List.of()))))
        .toList();
  }

  private static Map<Long, List<EventRecord.Reveal>> values(Handle handle, List<LeafRow> leaves) {
    if (leaves.isEmpty()) {
      return Map.of();
    }
    return handle
        .createQuery(
            """
            SELECT b.leaf, b.field, b.value, b.salt
            FROM audit_leaf l CROSS JOIN audit_body b
              ON b.place >= l.place << 4 AND b.place < (l.place + 1) << 4
            WHERE l.place IN (<places>) AND b.personal = 1
            ORDER BY b.place
            """)
        .bindList("places", leaves.stream().map(LeafRow::place).toList())
        .map(
            Row.as(row ->
                new BodyRow(
                    row.number("leaf"),
                    new EventRecord.Reveal(
                        row.text("field"), row.bytes("salt"), row.text("value")))))
        .collect(
            Collectors.groupingBy(
                BodyRow::leaf, Collectors.mapping(BodyRow::reveal, Collectors.toList())));
  }
}
