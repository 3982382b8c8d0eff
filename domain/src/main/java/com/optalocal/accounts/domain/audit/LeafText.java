package com.optalocal.accounts.domain.audit;

import com.optalocal.accounts.domain.note.Hash;
import com.optalocal.accounts.domain.note.Note;
import com.optalocal.accounts.domain.note.NoteFields;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/// The canonical text of an event, read: what the tree commits to, without the personal values.
///
/// @param action its code; a newer program may have recorded one that this one does not know
public record LeafText(
    AuditLogId log, AuditEventId id, Instant at, String action, List<Fact> facts) {
  /// One line about the event.
  public sealed interface Fact {
    String name();

    /// A value that stands in the text itself.
    record Open(String name, String value) implements Fact {}

    /// A personal value: only its salted commitment stands in the text.
    record Committed(String name, Hash commitment) implements Fact {}
  }

  public LeafText {
    facts = List.copyOf(facts);
    if (facts.size() > 16) {
      throw new IllegalArgumentException("an audit event has at most 16 fields");
    }
  }

  /// The inverse of what [AuditLeaf#of] writes.
  ///
  /// @throws IllegalArgumentException if it is not the text of an event
  public static LeafText parse(String text) {
    NoteFields.Reader in = NoteFields.read(Note.unsigned(text), AuditLeaf.TYPE);
    AuditLogId log = in.next("log", AuditLogId::new);
    AuditEventId id = in.next("id", AuditEventId::new);
    Instant at = in.nextInstant("at");
    String action = in.next("action");
    List<Fact> facts = new ArrayList<>();
    while (facts.size() <= 16) {
      if (in.hasNext("open")) {
        String[] both = two(in.next("open"));
        AuditField checked = AuditField.open(both[0], both[1]);
        facts.add(new Fact.Open(checked.name(), checked.value()));
      } else if (in.hasNext("commit")) {
        String[] both = two(in.next("commit"));
        facts.add(new Fact.Committed(AuditField.open(both[0], "").name(), Hash.parse(both[1])));
      } else {
        break;
      }
    }
    in.end();
    return new LeafText(log, id, at, action, facts);
  }

  /// The event, with those of its personal values that are still there.
  ///
  /// @param kept in the order of the text
  /// @throws IllegalArgumentException if this program does not know the action
  public AuditEvent event(List<EventRecord.Reveal> kept) {
    List<AuditField> fields = new ArrayList<>();
    Iterator<EventRecord.Reveal> reveals = kept.iterator();
    EventRecord.Reveal next = reveals.hasNext() ? reveals.next() : null;
    for (Fact fact : facts) {
      switch (fact) {
        case Fact.Open(String name, String value) -> fields.add(AuditField.open(name, value));
        case Fact.Committed(String name, Hash commitment) -> {
          if (next != null && next.name().equals(name)) {
            fields.add(AuditField.personal(name, next.value()));
            next = reveals.hasNext() ? reveals.next() : null;
          }
        }
      }
    }
    return new AuditEvent(at, AuditAction.ofCode(action), fields);
  }

  /// The value of the open fact `name`; empty text if there is none.
  String open(String name) {
    return facts.stream()
        .filter(fact -> fact instanceof Fact.Open && fact.name().equals(name))
        .map(fact -> ((Fact.Open) fact).value())
        .findFirst()
        .orElse("");
  }

  private static String[] two(String line) {
    int space = line.indexOf(' ');
    if (space < 0) {
      throw new IllegalArgumentException("an audit fact needs a name and a value");
    }
    return new String[] {line.substring(0, space), line.substring(space + 1)};
  }
}
