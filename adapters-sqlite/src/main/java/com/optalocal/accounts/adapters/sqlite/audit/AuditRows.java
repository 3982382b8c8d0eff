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

/// The rows of a log: how leaves and bodies stand in their tables. Bodies hold personal values
/// only; older versions wrote the open ones too, which stand in the text anyway.
final class AuditRows {
  /// A leaf as it is stored.
  record LeafRow(long index, AuditEventId id, String text) {}

  private record BodyRow(long index, EventRecord.Reveal reveal) {}

  private AuditRows() {}

  /// The number that the next event gets.
  static long next(Handle handle, AuditLogId log) {
    return handle
        .createQuery(
            "SELECT coalesce(max(leaf_index) + 1, 0) AS next FROM audit_leaf WHERE org_id = :log")
        .bind("log", log)
        .map(Row.as(row -> row.number("next")))
        .one();
  }

  static Optional<Long> indexOf(Handle handle, AuditLogId log, AuditEventId id) {
    return handle
        .createQuery("SELECT leaf_index FROM audit_leaf WHERE org_id = :log AND event_id = :id")
        .bind("log", log)
        .bind("id", id)
        .map(Row.as(row -> row.number("leaf_index")))
        .findOne();
  }

  static List<AuditTrail.Entry> before(
      Handle handle, AuditLogId log, Optional<String> aboutUser, long index, int limit) {
    Query query =
        aboutUser
            .map(user ->
                handle
                    .createQuery(
                        """
                        SELECT l.leaf_index, l.event_id, l.leaf
                        FROM audit_body b
                        JOIN audit_leaf l ON l.org_id = b.org_id AND l.leaf_index = b.leaf_index
                        WHERE b.org_id = :log AND b.field = 'user' AND b.value = :user
                          AND b.leaf_index < :index
                        ORDER BY b.leaf_index DESC LIMIT :limit
                        """)
                    .bind("user", user))
            .orElseGet(() ->
                handle.createQuery(
                    """
                    SELECT leaf_index, event_id, leaf FROM audit_leaf
                    WHERE org_id = :log AND leaf_index < :index
                    ORDER BY leaf_index DESC LIMIT :limit
                    """));
    return entries(handle, log, leaves(query, log, index, limit));
  }

  static List<AuditTrail.Entry> since(
      Handle handle, AuditLogId log, Optional<String> aboutUser, long index, int limit) {
    Query query =
        aboutUser
            .map(user ->
                handle
                    .createQuery(
                        """
                        SELECT l.leaf_index, l.event_id, l.leaf
                        FROM audit_body b
                        JOIN audit_leaf l ON l.org_id = b.org_id AND l.leaf_index = b.leaf_index
                        WHERE b.org_id = :log AND b.field = 'user' AND b.value = :user
                          AND b.leaf_index >= :index
                        ORDER BY b.leaf_index LIMIT :limit
                        """)
                    .bind("user", user))
            .orElseGet(() -> ascending(handle));
    return entries(handle, log, leaves(query, log, index, limit));
  }

  /// The leaves from number `index` on, with what is kept beside them.
  static Map<LeafRow, List<EventRecord.Reveal>> withValues(
      Handle handle, AuditLogId log, long index, int limit) {
    List<LeafRow> leaves = leaves(ascending(handle), log, index, limit);
    Map<Long, List<EventRecord.Reveal>> values = values(handle, log, leaves);
    return leaves.stream()
        .collect(
            Collectors.toMap(
                leaf -> leaf,
                leaf -> values.getOrDefault(leaf.index(), List.of()),
                (one, same) -> one,
                java.util.LinkedHashMap::new));
  }

  private static Query ascending(Handle handle) {
    return handle.createQuery(
        """
        SELECT leaf_index, event_id, leaf FROM audit_leaf
        WHERE org_id = :log AND leaf_index >= :index
        ORDER BY leaf_index LIMIT :limit
        """);
  }

  private static List<LeafRow> leaves(Query query, AuditLogId log, long index, int limit) {
    return query
        .bind("log", log)
        .bind("index", index)
        .bind("limit", limit)
        .map(
            Row.as(row ->
                new LeafRow(
                    row.number("leaf_index"),
                    new AuditEventId(row.text("event_id")),
                    row.text("leaf"))))
        .list();
  }

  private static List<AuditTrail.Entry> entries(
      Handle handle, AuditLogId log, List<LeafRow> leaves) {
    Map<Long, List<EventRecord.Reveal>> values = values(handle, log, leaves);
    return leaves.stream()
        .map(leaf ->
            new AuditTrail.Entry(
                leaf.index(),
                leaf.id(),
                LeafText.parse(leaf.text()).event(values.getOrDefault(leaf.index(), List.of()))))
        .toList();
  }

  private static Map<Long, List<EventRecord.Reveal>> values(
      Handle handle, AuditLogId log, List<LeafRow> leaves) {
    if (leaves.isEmpty()) {
      return Map.of();
    }
    return handle
        .createQuery(
            """
            SELECT leaf_index, field, value, salt FROM audit_body
            WHERE org_id = :log AND leaf_index IN (<indexes>) AND personal = 1
            ORDER BY leaf_index, position
            """)
        .bind("log", log)
        .bindList("indexes", leaves.stream().map(LeafRow::index).toList())
        .map(
            Row.as(row ->
                new BodyRow(
                    row.number("leaf_index"),
                    new EventRecord.Reveal(
                        row.text("field"), row.bytes("salt"), row.text("value")))))
        .collect(
            Collectors.groupingBy(
                BodyRow::index, Collectors.mapping(BodyRow::reveal, Collectors.toList())));
  }
}
