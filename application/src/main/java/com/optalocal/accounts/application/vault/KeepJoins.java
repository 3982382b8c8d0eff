package com.optalocal.accounts.application.vault;

import com.optalocal.accounts.application.UnitOfWork;
import com.optalocal.accounts.application.audit.AuditTrail;
import com.optalocal.accounts.application.device.JoinRequests;
import com.optalocal.accounts.domain.ByteString;
import com.optalocal.accounts.domain.audit.AuditAction;
import com.optalocal.accounts.domain.audit.AuditEvent;
import com.optalocal.accounts.domain.audit.AuditField;
import com.optalocal.accounts.domain.device.DeviceChain;
import com.optalocal.accounts.domain.device.JoinRequest;
import com.optalocal.accounts.domain.device.JoinRequestId;
import com.optalocal.accounts.domain.device.PendingJoin;
import com.optalocal.accounts.domain.note.Hash;
import com.optalocal.accounts.domain.note.Note;
import com.optalocal.accounts.domain.session.Actor;
import com.optalocal.accounts.domain.vault.VaultFault;
import com.optalocal.accounts.domain.vault.VaultNotes;
import com.optalocal.accounts.domain.vault.VaultVerifier;
import com.optalocal.accounts.domain.vault.Wrap;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The portal's part in a device joining: it carries a request to the trusted devices, their answer
/// back, and adds the device once the newcomer has countersigned. It never sees the words.
public final class KeepJoins {
  private static final int MAX_WAITING = 5;

  private final JoinRequests joins;
  private final Vaults vaults;
  private final AuditTrail audit;
  private final UnitOfWork work;
  private final InstantSource clock;

  public enum Outcome {
    DONE,
    /// No such request any more: answered, burned or expired.
    GONE,
    /// The vault's device list has moved on; ask again.
    STALE,
    /// What was sent is not what it should be.
    REFUSED,
    /// Five requests wait already.
    TOO_MANY
  }

  public KeepJoins(
      JoinRequests joins, Vaults vaults, AuditTrail audit, UnitOfWork work, InstantSource clock) {
    this.joins = joins;
    this.vaults = vaults;
    this.audit = audit;
    this.work = work;
    this.clock = clock;
  }

  public Outcome ask(Actor actor, JoinRequest request, ByteString proof) {
    if (request.isOver(clock.instant())) {
      return Outcome.GONE;
    }
    return work.atomically(() -> {
      if (waiting(actor).size() >= MAX_WAITING) {
        return Outcome.TOO_MANY;
      }
      if (joins.find(actor.org(), actor.userId(), request.id()).isPresent()) {
        return Outcome.REFUSED;
      }
      joins.put(actor.org(), actor.userId(), new PendingJoin(request, proof, Optional.empty()));
      record(actor, AuditAction.DEVICE_JOIN_REQUESTED, request);
      return Outcome.DONE;
    });
  }

  /// The requests that are neither answered nor expired.
  public List<PendingJoin> waiting(Actor actor) {
    Instant now = clock.instant();
    return joins.list(actor.org(), actor.userId()).stream()
        .filter(join -> join.answer().isEmpty() && !join.request().isOver(now))
        .toList();
  }

  public Optional<PendingJoin> find(Actor actor, JoinRequestId id) {
    return joins
        .find(actor.org(), actor.userId(), id)
        .filter(join -> !join.request().isOver(clock.instant()));
  }

  public Outcome answer(Actor actor, JoinRequestId id, PendingJoin.Answer answer) {
    return work.atomically(() -> {
      Optional<PendingJoin> join = find(actor, id).filter(j -> j.answer().isEmpty());
      if (join.isEmpty()) {
        return Outcome.GONE;
      }
      joins.put(
          actor.org(),
          actor.userId(),
          new PendingJoin(join.get().request(), join.get().proof(), Optional.of(answer)));
      record(actor, AuditAction.DEVICE_JOIN_APPROVED, join.get().request());
      return Outcome.DONE;
    });
  }

  /// Adds the device. `add` carries both signatures; the wrap is the one that the answer brought.
  public Outcome finish(Actor actor, JoinRequestId id, Note add) {
    Optional<PendingJoin> join = find(actor, id);
    Optional<VaultNotes> vault = vaults.find(actor.org(), actor.userId());
    if (join.isEmpty() || join.get().answer().isEmpty() || vault.isEmpty()) {
      return Outcome.GONE;
    }
    JoinRequest request = join.get().request();
    Note wrap = join.get().answer().get().wrap();
    // verified before the unit of work, because writers queue behind it; the head holds the rest
    Outcome verdict = verify(actor, request, vault.get(), add, wrap);
    if (verdict != Outcome.DONE) {
      return verdict;
    }
    Hash head = vault.get().chain().getLast().hash();
    return work.atomically(() -> {
      if (find(actor, id).isEmpty()) {
        return Outcome.GONE;
      }
      if (!vaults.addDevice(actor.org(), actor.userId(), head, add, wrap)) {
        return Outcome.STALE;
      }
      joins.remove(actor.org(), actor.userId(), id);
      record(actor, AuditAction.DEVICE_ADDED, request);
      return Outcome.DONE;
    });
  }

  /// Withdraws or burns a request.
  public Outcome burn(Actor actor, JoinRequestId id) {
    return work.atomically(() -> {
      Optional<PendingJoin> join = joins.find(actor.org(), actor.userId(), id);
      if (join.isEmpty()) {
        return Outcome.GONE;
      }
      joins.remove(actor.org(), actor.userId(), id);
      record(actor, AuditAction.DEVICE_JOIN_BURNED, join.get().request());
      return Outcome.DONE;
    });
  }

  private static Outcome verify(
      Actor actor, JoinRequest request, VaultNotes before, Note add, Note wrap) {
    List<Note> chain = new ArrayList<>(before.chain());
    chain.add(add);
    List<Note> wraps = new ArrayList<>(before.wraps());
    wraps.add(wrap);
    VaultVerifier.Verdict verdict =
        VaultVerifier.verify(
            actor.userId(),
            Optional.empty(),
            new VaultNotes(chain, wraps, before.items(), before.manifest()));
    return switch (verdict) {
      case VaultVerifier.Verdict.Refused(VaultFault fault) ->
          fault == VaultFault.FORKED ? Outcome.STALE : Outcome.REFUSED;
      case VaultVerifier.Verdict.Genuine(var vault) ->
          isFor(request, vault.chain(), Wrap.parse(wrap)) ? Outcome.DONE : Outcome.REFUSED;
    };
  }

  private static boolean isFor(JoinRequest request, DeviceChain chain, Wrap wrap) {
    return chain.device(request.device().fingerprint()).isPresent()
        && wrap.recipient().equals(request.device());
  }

  private void record(Actor actor, AuditAction action, JoinRequest request) {
    audit.append(
        actor.org().auditLog(),
        AuditEvent.of(
            clock.instant(),
            action,
            AuditField.personal("user", actor.userId()),
            AuditField.personal("device-name", request.deviceName()),
            AuditField.open("request", request.id()),
            AuditField.open("device", request.device().fingerprint())));
  }
}
