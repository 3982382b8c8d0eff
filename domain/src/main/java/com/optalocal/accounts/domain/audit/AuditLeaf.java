package com.optalocal.accounts.domain.audit;

import com.optalocal.accounts.domain.ByteString;
import com.optalocal.accounts.domain.RandomBytes;
import com.optalocal.accounts.domain.audit.crypto.Commitment;
import com.optalocal.accounts.domain.audit.crypto.MerkleHash;
import com.optalocal.accounts.domain.note.Hash;
import com.optalocal.accounts.domain.note.Note;
import com.optalocal.accounts.domain.note.NoteFields;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/// An event as the log keeps it: the canonical text that the tree commits to, and beside it the
/// body (values and salts) that erasure or pruning may take away.
///
/// Text: `opta-audit-event/v1`, `log`, `id`, `at`, `action`, then for each field either `open NAME
/// VALUE` or `commit NAME HASH`, in the event's order.
public record AuditLeaf(AuditEventId id, AuditEvent event, String text, List<Salt> salts) {
  public static final String TYPE = "opta-audit-event/v1";

  /// The salt of the personal field `name`.
  public record Salt(String name, ByteString value) {}

  public AuditLeaf {
    salts = List.copyOf(salts);
  }

  public static AuditLeaf of(AuditLogId log, AuditEvent event, RandomBytes random) {
    return of(log, AuditEventId.generate(event.at(), random), event, random);
  }

  /// The leaf of an event whose id somebody else has chosen.
  public static AuditLeaf of(
      AuditLogId log, AuditEventId id, AuditEvent event, RandomBytes random) {
    NoteFields.Writer text =
        NoteFields.write(TYPE)
            .put("log", log)
            .put("id", id)
            .put("at", event.at())
            .put("action", event.action().code());
    List<Salt> salts = new ArrayList<>();
    for (AuditField field : event.fields()) {
      if (field.personal()) {
        ByteString salt = ByteString.copyOf(random.next(Commitment.SALT_BYTES));
        salts.add(new Salt(field.name(), salt));
        text.put("commit " + field.name(), Commitment.of(salt, field.name(), field.value()));
      } else {
        text.put("open " + field.name(), field.value());
      }
    }
    Note note = text.unsigned();
    return new AuditLeaf(id, event, note.text(), salts);
  }

  /// The personal values with their salts, in the order of the text.
  public List<EventRecord.Reveal> reveals() {
    List<EventRecord.Reveal> reveals = new ArrayList<>();
    Iterator<Salt> next = salts.iterator();
    for (AuditField field : event.fields()) {
      if (field.personal()) {
        reveals.add(new EventRecord.Reveal(field.name(), next.next().value(), field.value()));
      }
    }
    return reveals;
  }

  /// RFC 6962 leaf hash of the canonical text.
  public Hash hash() {
    return MerkleHash.leaf(text.getBytes(StandardCharsets.UTF_8));
  }
}
