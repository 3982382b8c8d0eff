package com.optalocal.accounts.application.audit.reading;

import com.optalocal.accounts.application.audit.AuditProofs;
import com.optalocal.accounts.application.audit.AuditTrail;
import com.optalocal.accounts.application.audit.Cosignatures;
import com.optalocal.accounts.domain.audit.AuditEventId;
import com.optalocal.accounts.domain.audit.AuditLogId;
import com.optalocal.accounts.domain.audit.Checkpoint;
import com.optalocal.accounts.domain.audit.EventRecord;
import com.optalocal.accounts.domain.audit.ProvenEvent;
import com.optalocal.accounts.domain.note.Hash;
import com.optalocal.accounts.domain.note.Note;
import com.optalocal.accounts.domain.session.Actor;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Hands out what it takes to check the log. Hashes are for everybody in the organization; texts
/// and values for those whom [ListAudit] shows them to. A hash tells nothing: each text holds an id
/// of which at least 60 bits are random.
public final class ProveAudit {
  private final AuditTrail audit;
  private final AuditProofs proofs;
  private final Cosignatures cosignatures;

  public ProveAudit(AuditTrail audit, AuditProofs proofs, Cosignatures cosignatures) {
    this.audit = audit;
    this.proofs = proofs;
    this.cosignatures = cosignatures;
  }

  /// The proof of an event, against the checkpoint that most witnesses have cosigned and, of those,
  /// the newest; empty if there is no such event or the actor may not see it.
  public Optional<ProvenEvent> prove(Actor actor, AuditEventId id) {
    AuditLogId log = actor.org().auditLog();
    return proofs
        .indexOf(log, id)
        .flatMap(index -> records(actor, index, 1).stream().findFirst())
        .filter(record -> record.text().isPresent())
        .flatMap(record -> checkpoint(log, record.index()).map(note -> proven(log, record, note)));
  }

  private ProvenEvent proven(AuditLogId log, EventRecord record, Note checkpoint) {
    long size = Checkpoint.parse(checkpoint).size();
    return new ProvenEvent(record, proofs.inclusion(log, record.index(), size), checkpoint);
  }

  /// The checkpoint that most witnesses have cosigned and, of those, the newest, with what they
  /// signed; empty if none has.
  public Optional<Note> cosigned(Actor actor) {
    return cosigned(actor.org().auditLog(), 0);
  }

  private Optional<Note> checkpoint(AuditLogId log, long index) {
    return cosigned(log, index).or(() -> audit.checkpoint(log));
  }

  private Optional<Note> cosigned(AuditLogId log, long index) {
    TreeMap<Long, List<Cosignatures.Cosigned>> bySize =
        cosignatures.covering(log, index).stream()
            .collect(
                Collectors.groupingBy(
                    Cosignatures.Cosigned::size, TreeMap::new, Collectors.toList()));
    Optional<Map.Entry<Long, List<Cosignatures.Cosigned>>> most =
        bySize.descendingMap().entrySet().stream()
            .reduce((one, other) -> other.getValue().size() > one.getValue().size() ? other : one);
    return most.flatMap(entry ->
        proofs
            .checkpoint(log, entry.getKey())
            .map(note -> {
              Note cosigned = note;
              for (Cosignatures.Cosigned one :
                  entry.getValue().stream().limit(Note.MAX_SIGNATURES - 1).toList()) {
                cosigned = cosigned.with(one.line());
              }
              return cosigned;
            }));
  }

  /// The events from number `from` on, at most `limit`; those that the actor may not see come with
  /// their hash alone.
  public List<EventRecord> records(Actor actor, long from, int limit) {
    Optional<String> about = ListAudit.about(actor);
    return proofs.records(actor.org().auditLog(), from, limit).stream()
        .map(record ->
            about.isEmpty() || isAbout(record, about.get())
                ? record
                : EventRecord.hashOnly(record.index(), record.hash()))
        .toList();
  }

  private static boolean isAbout(EventRecord record, String user) {
    return record.reveals().stream()
        .anyMatch(reveal -> reveal.name().equals("user") && reveal.value().equals(user));
  }

  /// The proof that the tree of `to` events begins with the one of `from`.
  ///
  /// @throws IllegalArgumentException if there is no such tree
  public List<Hash> consistency(Actor actor, long from, long to) {
    return proofs.consistency(actor.org().auditLog(), from, to);
  }
}
