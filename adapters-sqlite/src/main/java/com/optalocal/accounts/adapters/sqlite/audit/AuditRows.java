package com.optalocal.accounts.adapters.sqlite.audit;

import com.optalocal.accounts.adapters.sqlite.Row;
import com.optalocal.accounts.application.audit.AuditTrail;
import com.optalocal.accounts.domain.ByteString;
import com.optalocal.accounts.domain.audit.AuditAction;
import com.optalocal.accounts.domain.audit.AuditEvent;
import com.optalocal.accounts.domain.audit.AuditEventId;
import com.optalocal.accounts.domain.audit.AuditField;
import com.optalocal.accounts.domain.audit.AuditLeaf;
import com.optalocal.accounts.domain.audit.AuditLogId;
import com.optalocal.accounts.domain.audit.TreeHead;
import com.optalocal.accounts.domain.note.Hash;
import com.optalocal.accounts.domain.note.Note;
import com.optalocal.accounts.domain.note.NoteFields;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.Query;

/// The rows of a log: how leaves, bodies and tree heads stand in their tables.
final class AuditRows {
  private static final int HASH_BYTES = 32;

  private record LeafRow(long index, AuditEventId id, String text) {}

  private record BodyRow(long index, AuditField field) {}

  private AuditRows() {}

  static void insert(Handle handle, AuditLogId log, long index, AuditLeaf leaf) {
    handle
        .createUpdate(
            """
            INSERT INTO audit_leaf (org_id, leaf_index, event_id, leaf, leaf_hash)
            VALUES (:log, :index, :id, :leaf, :hash)
            """)
        .bind("log", log)
        .bind("index", index)
        .bind("id", leaf.id())
        .bind("leaf", leaf.text())
        .bind("hash", leaf.hash())
        .execute();
    if (leaf.event().fields().isEmpty()) {
      return;
    }
    Iterator<AuditLeaf.Salt> salts = leaf.salts().iterator(); // one for each personal field
    try (PreparedBatch body =
        handle.prepareBatch(
            """
            INSERT INTO audit_body (org_id, leaf_index, position, field, value, salt, personal)
            VALUES (:log, :index, :position, :field, :value, :salt, :personal)
            """)) {
      int position = 0;
      for (AuditField field : leaf.event().fields()) {
        body.bind("log", log)
            .bind("index", index)
            .bind("position", position++)
            .bind("field", field.name())
            .bind("value", field.value())
            .bind(
                "salt",
                field.personal() ? Optional.of(salts.next().value()) : Optional.<ByteString>empty())
            .bind("personal", field.personal() ? 1 : 0)
            .add();
      }
      body.execute();
    }
  }

  static Optional<TreeHead> tree(Handle handle, AuditLogId log) {
    return handle
        .createQuery("SELECT size, edge FROM audit_tree WHERE org_id = :log")
        .bind("log", log)
        .map(Row.as(row -> new TreeHead(row.number("size"), hashes(row.bytes("edge")))))
        .findOne();
  }

  static void put(Handle handle, AuditLogId log, TreeHead tree) {
    ByteArrayOutputStream edge = new ByteArrayOutputStream();
    tree.edge().forEach(hash -> edge.writeBytes(hash.toByteArray()));
    handle
        .createUpdate(
            """
            INSERT INTO audit_tree (org_id, size, edge) VALUES (:log, :size, :edge)
            ON CONFLICT (org_id) DO UPDATE SET size = excluded.size, edge = excluded.edge
            """)
        .bind("log", log)
        .bind("size", tree.size())
        .bind("edge", ByteString.copyOf(edge.toByteArray()))
        .execute();
  }

  static List<AuditTrail.Entry> newest(
      Handle handle, AuditLogId log, Optional<String> aboutUser, int limit) {
    List<LeafRow> leaves = leaves(handle, log, aboutUser, limit);
    if (leaves.isEmpty()) {
      return List.of();
    }
    Map<Long, List<AuditField>> bodies =
        handle
            .createQuery(
                """
                SELECT leaf_index, field, value, personal FROM audit_body
                WHERE org_id = :log AND leaf_index IN (<indexes>)
                ORDER BY leaf_index, position
                """)
            .bind("log", log)
            .bindList("indexes", leaves.stream().map(LeafRow::index).toList())
            .map(
                Row.as(row ->
                    new BodyRow(
                        row.number("leaf_index"),
                        new AuditField(
                            row.text("field"), row.text("value"), row.number("personal") == 1))))
            .collect(
                Collectors.groupingBy(
                    BodyRow::index, Collectors.mapping(BodyRow::field, Collectors.toList())));
    return leaves.stream()
        .map(leaf ->
            new AuditTrail.Entry(
                leaf.index(), leaf.id(), event(leaf, bodies.getOrDefault(leaf.index(), List.of()))))
        .toList();
  }

  private static List<LeafRow> leaves(
      Handle handle, AuditLogId log, Optional<String> aboutUser, int limit) {
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
                        ORDER BY b.leaf_index DESC LIMIT :limit
                        """)
                    .bind("user", user))
            .orElseGet(() ->
                handle.createQuery(
                    """
                    SELECT leaf_index, event_id, leaf FROM audit_leaf
                    WHERE org_id = :log ORDER BY leaf_index DESC LIMIT :limit
                    """));
    return query
        .bind("log", log)
        .bind("limit", limit)
        .map(
            Row.as(row ->
                new LeafRow(
                    row.number("leaf_index"),
                    new AuditEventId(row.text("event_id")),
                    row.text("leaf"))))
        .list();
  }

  /// The event as the committed text tells it, with the values that are still in its body.
  private static AuditEvent event(LeafRow leaf, List<AuditField> fields) {
    NoteFields.Reader text = NoteFields.read(Note.unsigned(leaf.text()), AuditLeaf.TYPE);
    text.next("log");
    text.next("id");
    return new AuditEvent(text.nextInstant("at"), text.next("action", AuditAction::ofCode), fields);
  }

  private static List<Hash> hashes(ByteString edge) {
    byte[] bytes = edge.toByteArray();
    List<Hash> hashes = new ArrayList<>();
    for (int at = 0; at < bytes.length; at += HASH_BYTES) {
      hashes.add(Hash.of(Arrays.copyOfRange(bytes, at, at + HASH_BYTES)));
    }
    return hashes;
  }
}
