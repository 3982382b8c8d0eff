package com.optalocal.accounts.domain.audit;

import com.optalocal.accounts.domain.note.Note;
import com.optalocal.accounts.domain.note.VerificationKey;
import com.optalocal.accounts.domain.note.VerifierKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The key that somebody trusts for a log, and those before it, which vouch for older trees alone.
/// It moves forward only: from each key to the one successor that the key itself has signed.
public record LogKeys(VerifierKey current, List<Former> former) {
  private static final int MOST = 1000;

  /// A key that has been replaced.
  ///
  /// @param last the largest tree that it may have signed
  public record Former(VerificationKey key, long last) {
    public Former {
      if (last < 0) {
        throw new IllegalArgumentException("a tree has no negative size");
      }
    }
  }

  /// Where the successions lead.
  public sealed interface Following {
    record Followed(LogKeys keys) implements Following {}

    /// They contradict what was followed before, or themselves.
    record Faulty(LogFault fault) implements Following {}
  }

  public LogKeys {
    former = List.copyOf(former);
    if (current.algorithm() != VerifierKey.Algorithm.ED25519 || former.size() > MOST) {
      throw new IllegalArgumentException("these are not the keys of a log");
    }
  }

  public static LogKeys of(VerifierKey current) {
    return new LogKeys(current, List.of());
  }

  /// What a first look pins: `key`, and the keys before it as far as an unbroken line of
  /// `successions` ends at it. Whoever believes the one at first sight may believe the others.
  public static LogKeys begin(VerifierKey key, List<Note> successions) {
    if (successions.isEmpty()) {
      return of(key);
    }
    VerifierKey first =
        new VerifierKey(
            key.name(), key.algorithm(), LogKeySuccession.parse(successions.getFirst()).key());
    return of(first).follow(successions) instanceof Following.Followed(LogKeys line)
            && line.current().equals(key)
        ? line
        : of(key);
  }

  /// Goes on from here over `successions`, oldest first; those of strangers lead nowhere.
  public Following follow(List<Note> successions) {
    LogKeys reached = this;
    for (Note note : successions) {
      LogKeySuccession next = LogKeySuccession.parse(note);
      if (!next.origin().equals(current.name()) || !next.isSigned(note)) {
        continue;
      }
      Optional<LogFault> fault = reached.contradiction(next);
      if (fault.isPresent()) {
        return new Following.Faulty(fault.get());
      }
      if (next.key().equals(reached.current().key())) {
        reached = reached.succeededBy(next);
      }
    }
    return new Following.Followed(reached);
  }

  /// A key names one successor, once, and none that was a key before.
  private Optional<LogFault> contradiction(LogKeySuccession next) {
    for (int i = 0; i < former.size(); i++) {
      if (former.get(i).key().equals(next.key())) {
        VerificationKey known = i + 1 < former.size() ? former.get(i + 1).key() : current.key();
        return known.equals(next.successor()) && former.get(i).last() == next.size()
            ? Optional.empty()
            : Optional.of(LogFault.keyForked(next.size()));
      }
    }
    boolean ours = next.key().equals(current.key());
    boolean back = former.stream().anyMatch(old -> old.key().equals(next.successor()));
    boolean shrinks = !former.isEmpty() && next.size() < former.getLast().last();
    return ours && (back || shrinks)
        ? Optional.of(LogFault.keyRolledBack(next.size()))
        : Optional.empty();
  }

  private LogKeys succeededBy(LogKeySuccession next) {
    List<Former> old = new ArrayList<>(former);
    old.add(new Former(current.key(), next.size()));
    return new LogKeys(new VerifierKey(current.name(), current.algorithm(), next.successor()), old);
  }

  /// What keeps the signature of `checkpoint`, whenever it was made, from being believed.
  Optional<LogFault> signatureFault(Note checkpoint) {
    if (Checkpoint.isSigned(checkpoint, current.key())) {
      return Optional.empty();
    }
    long size = Checkpoint.parse(checkpoint).size();
    Optional<Former> signer = signer(checkpoint);
    return signer.isEmpty()
        ? Optional.of(LogFault.notSigned())
        : signer.filter(old -> size > old.last()).map(old -> LogFault.keyRolledBack(size));
  }

  /// As [#signatureFault], of what the log says it is now: only the newest key speaks for that.
  public Optional<LogFault> headFault(Note checkpoint) {
    if (!Checkpoint.parse(checkpoint).origin().equals(current.name())) {
      return Optional.of(LogFault.otherLog());
    }
    if (Checkpoint.isSigned(checkpoint, current.key())) {
      return Optional.empty();
    }
    return Optional.of(
        signer(checkpoint)
            .map(old -> LogFault.keyRolledBack(Checkpoint.parse(checkpoint).size()))
            .orElseGet(LogFault::notSigned));
  }

  private Optional<Former> signer(Note checkpoint) {
    return former.stream().filter(old -> Checkpoint.isSigned(checkpoint, old.key())).findFirst();
  }
}
