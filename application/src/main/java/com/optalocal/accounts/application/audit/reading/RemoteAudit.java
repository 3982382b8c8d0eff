package com.optalocal.accounts.application.audit.reading;

import com.optalocal.accounts.application.audit.AuditTrail;
import com.optalocal.accounts.domain.BearerSecret;
import com.optalocal.accounts.domain.UserId;
import com.optalocal.accounts.domain.audit.AuditEventId;
import com.optalocal.accounts.domain.audit.AuditSearch;
import com.optalocal.accounts.domain.audit.EventRecord;
import com.optalocal.accounts.domain.audit.LocalEvent;
import com.optalocal.accounts.domain.audit.ProvenEvent;
import com.optalocal.accounts.domain.note.Hash;
import com.optalocal.accounts.domain.note.Note;
import com.optalocal.accounts.domain.note.NoteSignature;
import com.optalocal.accounts.domain.note.VerifierKey;
import com.optalocal.accounts.domain.session.HeldSession;
import java.util.List;
import java.util.Optional;

/// The portal's audit log as it serves it to a device; unverified.
///
/// Every call may throw [com.optalocal.accounts.application.PortalUnreachable],
/// [com.optalocal.accounts.application.SessionRefused] and
/// [com.optalocal.accounts.application.PortalDenied].
public interface RemoteAudit {
  /// Some entries, the newest checkpoint, and where older entries go on.
  record Page(List<AuditTrail.Entry> entries, Optional<Note> checkpoint, Optional<Long> next) {
    public Page {
      entries = List.copyOf(entries);
    }
  }

  /// What to list: newest first below number `before`, or, with `since`, oldest first from there
  /// on; then the portal may wait some seconds for the first one.
  record Wish(
      int limit, Optional<AuditSearch> search, Optional<Long> before, Optional<Long> since) {
    public static Wish newest(int limit) {
      return new Wish(limit, Optional.empty(), Optional.empty(), Optional.empty());
    }
  }

  /// What the log says it is, under which key, and how that key came to be the log's.
  ///
  /// @param cosigned the checkpoint that most witnesses have cosigned, not larger than the newest
  record Head(Note checkpoint, Optional<Note> cosigned, VerifierKey key, List<Note> successions) {
    public Head {
      successions = List.copyOf(successions);
    }
  }

  Page list(HeldSession session, BearerSecret token, Wish wish);

  /// Empty for a log without events.
  Optional<Head> head(HeldSession session, BearerSecret token);

  /// The proof that the tree of `to` events begins with the one of `from`; empty if the log has no
  /// such trees.
  Optional<List<Hash>> consistency(HeldSession session, BearerSecret token, long from, long to);

  /// False if the portal does not take it.
  boolean cosign(
      HeldSession session, BearerSecret token, VerifierKey witness, long size, NoteSignature line);

  /// The events from number `from` on, at most `limit`.
  List<EventRecord> records(HeldSession session, BearerSecret token, long from, int limit);

  Optional<ProvenEvent> prove(HeldSession session, BearerSecret token, AuditEventId id);

  /// Has every personal value of every event about `person` removed; returns of how many events.
  long erase(HeldSession session, BearerSecret token, UserId person);

  /// Tells what the device saw; telling it twice is fine.
  void deliver(HeldSession session, BearerSecret token, String device, List<LocalEvent> events);
}
