package com.optalocal.accounts.application.audit.reading;

import com.optalocal.accounts.application.CustodyUnavailable;
import com.optalocal.accounts.application.PortalDenied;
import com.optalocal.accounts.application.PortalUnreachable;
import com.optalocal.accounts.application.SessionRefused;
import com.optalocal.accounts.application.StoreUnavailable;
import com.optalocal.accounts.application.audit.Witnesses;
import com.optalocal.accounts.application.device.DeviceIdentity;
import com.optalocal.accounts.application.session.CurrentSession;
import com.optalocal.accounts.domain.BearerSecret;
import com.optalocal.accounts.domain.UserId;
import com.optalocal.accounts.domain.audit.Checkpoint;
import com.optalocal.accounts.domain.audit.Cosignature;
import com.optalocal.accounts.domain.audit.LogFault;
import com.optalocal.accounts.domain.audit.LogKeys;
import com.optalocal.accounts.domain.audit.MerkleProofs;
import com.optalocal.accounts.domain.audit.TrustedLog;
import com.optalocal.accounts.domain.device.crypto.DeviceKeys;
import com.optalocal.accounts.domain.note.Hash;
import com.optalocal.accounts.domain.note.Note;
import com.optalocal.accounts.domain.note.VerifierKey;
import com.optalocal.accounts.domain.note.crypto.SigningKey;
import com.optalocal.accounts.domain.session.HeldSession;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/// Looks at the log as a witness: the checkpoint must be signed by the key that this device has
/// pinned, or one that it leads to, and continue what this device has seen; then the device
/// remembers it and cosigns it. The first look pins key and origin.
///
/// A portal that shows two devices two histories is found when either of them meets the other's
/// cosignature, or the same portal its own older self.
public final class WitnessLog {
  private final CurrentSession session;
  private final RemoteAudit remote;
  private final Witnesses witnesses;
  private final DeviceIdentity identity;
  private final InstantSource clock;

  public sealed interface Outcome {
    /// What is seen from now on, and the key that this device has cosigned it with; none if it has
    /// no keys, or the portal did not take it.
    ///
    /// @param mostCosigned the checkpoint that most witnesses have cosigned; unverified
    record Witnessed(
        Witnesses.Seen seen, Optional<VerifierKey> witness, Optional<Note> mostCosigned)
        implements Outcome {
      public boolean cosigned() {
        return witness.isPresent();
      }
    }

    /// Nothing was recorded yet.
    record Empty() implements Outcome {}

    /// The log is not the one that this device has seen, or not the one that another has. What it
    /// remembers stays as it was.
    record Faulty(LogFault fault) implements Outcome {}
  }

  public WitnessLog(
      CurrentSession session,
      RemoteAudit remote,
      Witnesses witnesses,
      DeviceIdentity identity,
      InstantSource clock) {
    this.session = session;
    this.remote = remote;
    this.witnesses = witnesses;
    this.identity = identity;
    this.clock = clock;
  }

  public Outcome look() {
    return session.call(this::look);
  }

  /// The first look, at enrolment, which pins key and origin. It must not stand in the way of a
  /// login: whatever is wrong, the next look says so.
  public void begin() {
    try {
      Outcome first = look();
      assert first != null;
    } catch (PortalUnreachable
        | PortalDenied
        | SessionRefused
        | CustodyUnavailable
        | StoreUnavailable later) {
      // the next sync pins
    }
  }

  /// What this device has pinned, without asking anybody.
  ///
  /// @throws SessionRefused if nobody is signed in here
  public Optional<Witnesses.Seen> pinned() {
    return witnesses.seen(session.peek().orElseThrow(SessionRefused::new).issued().user().id());
  }

  /// Holds the log, as it is shown here, against a checkpoint that somebody else was shown: of two
  /// histories under one key, each device alone believes its own.
  public Outcome compare(Note elsewhere) {
    return session.call((held, token) -> {
      Outcome here = look(held, token);
      if (!(here instanceof Outcome.Witnessed(Witnesses.Seen seen, var witness, var most))) {
        return here;
      }
      return TrustedLog.of(seen.keys())
          .fault(elsewhere)
          .or(() -> oneHistory(held, token, seen.checkpoint(), Checkpoint.parse(elsewhere)))
          .<Outcome>map(Outcome.Faulty::new)
          .orElse(here);
    });
  }

  private Optional<LogFault> oneHistory(
      HeldSession held, BearerSecret token, Checkpoint here, Checkpoint elsewhere) {
    boolean larger = elsewhere.size() > here.size();
    return continuity(held, token, larger ? here : elsewhere, larger ? elsewhere : here)
        .map(forked -> LogFault.twoHistories(here.size(), elsewhere.size()));
  }

  private Outcome look(HeldSession held, BearerSecret token) {
    UserId user = held.issued().user().id();
    // read before the request, so that an answer overtaken by another command's is no rollback
    Optional<Witnesses.Seen> before = witnesses.seen(user);
    Optional<RemoteAudit.Head> answer = remote.head(held, token);
    if (answer.isEmpty()) {
      return before
          .<Outcome>map(seen -> new Outcome.Faulty(LogFault.shrunk(seen.checkpoint().size(), 0)))
          .orElseGet(Outcome.Empty::new);
    }
    RemoteAudit.Head head = answer.get();
    LogKeys.Following following =
        before
            .map(seen -> seen.keys().follow(head.successions()))
            .orElseGet(() ->
                new LogKeys.Following.Followed(LogKeys.begin(head.key(), head.successions())));
    return switch (following) {
      case LogKeys.Following.Faulty(LogFault fault) -> new Outcome.Faulty(fault);
      case LogKeys.Following.Followed(LogKeys keys) -> look(held, token, before, head, keys);
    };
  }

  private Outcome look(
      HeldSession held,
      BearerSecret token,
      Optional<Witnesses.Seen> before,
      RemoteAudit.Head head,
      LogKeys keys) {
    Optional<LogFault> fault =
        keys.headFault(head.checkpoint())
            .or(() ->
                before.flatMap(seen ->
                    continuity(
                        held, token, seen.checkpoint(), Checkpoint.parse(head.checkpoint()))));
    if (fault.isPresent()) {
      return new Outcome.Faulty(fault.get());
    }
    Witnesses.Seen seen = new Witnesses.Seen(keys, Checkpoint.parse(head.checkpoint()));
    witnesses.advance(held.issued().user().id(), seen);
    return new Outcome.Witnessed(
        seen,
        cosign(held, token, head),
        head.cosigned().filter(note -> Checkpoint.parse(note).size() <= seen.checkpoint().size()));
  }

  private Optional<LogFault> continuity(
      HeldSession held, BearerSecret token, Checkpoint seen, Checkpoint now) {
    if (now.size() < seen.size()) {
      return Optional.of(LogFault.shrunk(seen.size(), now.size()));
    }
    Optional<List<Hash>> proof =
        now.size() == seen.size()
            ? Optional.of(List.of())
            : remote.consistency(held, token, seen.size(), now.size());
    boolean continues =
        proof
            .filter(hashes ->
                MerkleProofs.continues(seen.size(), seen.root(), now.size(), now.root(), hashes))
            .isPresent();
    return continues ? Optional.empty() : Optional.of(LogFault.forked(seen.size(), now.size()));
  }

  /// Not being able to sign keeps nobody from watching.
  private Optional<VerifierKey> cosign(
      HeldSession held, BearerSecret token, RemoteAudit.Head head) {
    Optional<DeviceKeys> keys;
    try {
      keys = identity.load(held.issued().user().id());
    } catch (CustodyUnavailable locked) {
      return Optional.empty();
    }
    if (keys.isEmpty()) {
      return Optional.empty();
    }
    try (DeviceKeys own = keys.get()) {
      SigningKey signing = own.signing();
      String name = signing.verificationKey().fingerprint().toString();
      VerifierKey witness = Cosignature.witness(name, signing);
      boolean taken =
          remote.cosign(
              held,
              token,
              witness,
              Checkpoint.parse(head.checkpoint()).size(),
              Cosignature.sign(head.checkpoint(), name, signing, clock.instant()));
      return taken ? Optional.of(witness) : Optional.empty();
    }
  }
}
