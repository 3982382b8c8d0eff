package com.optalocal.accounts.application.vault;

import com.optalocal.accounts.application.device.DeviceIdentity;
import com.optalocal.accounts.application.device.JoinTries;
import com.optalocal.accounts.application.session.CurrentSession;
import com.optalocal.accounts.domain.BearerSecret;
import com.optalocal.accounts.domain.RandomBytes;
import com.optalocal.accounts.domain.device.DeviceName;
import com.optalocal.accounts.domain.device.DeviceStatement;
import com.optalocal.accounts.domain.device.JoinRequest;
import com.optalocal.accounts.domain.device.JoinRequestId;
import com.optalocal.accounts.domain.device.JoinWords;
import com.optalocal.accounts.domain.device.PendingJoin;
import com.optalocal.accounts.domain.device.crypto.AgreementSecret;
import com.optalocal.accounts.domain.device.crypto.DeviceKeys;
import com.optalocal.accounts.domain.device.crypto.JoinProof;
import com.optalocal.accounts.domain.note.Note;
import com.optalocal.accounts.domain.session.HeldSession;
import com.optalocal.accounts.domain.vault.Vault;
import com.optalocal.accounts.domain.vault.VaultFault;
import com.optalocal.accounts.domain.vault.VaultItem;
import com.optalocal.accounts.domain.vault.Wrap;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/// The trusted device's side of joining: whoever types the newcomer's six words here lets it in.
/// Three wrong tries burn a request, and the count survives a restart.
public final class ApproveDevice {
  private final CurrentSession session;
  private final VerifiedVault verified;
  private final RemoteVault remote;
  private final Local local;
  private final RandomBytes random;
  private final InstantSource clock;

  /// What this machine knows.
  public record Local(DeviceIdentity identity, JoinTries tries) {}

  public sealed interface Outcome {
    /// The newcomer can join now; it still has to countersign.
    record Approved(DeviceName device) implements Outcome {}

    record WrongWords(int triesLeft) implements Outcome {}

    record Burned() implements Outcome {}

    /// Nothing waits under that id any more.
    record Gone() implements Outcome {}

    /// The request names another vault or history than this device knows.
    record Foreign() implements Outcome {}

    record NotTrusted() implements Outcome {}

    record Tampered(VaultFault fault) implements Outcome {}
  }

  public ApproveDevice(
      CurrentSession session,
      VerifiedVault verified,
      RemoteVault remote,
      Local local,
      RandomBytes random,
      InstantSource clock) {
    this.session = session;
    this.verified = verified;
    this.remote = remote;
    this.local = local;
    this.random = random;
    this.clock = clock;
  }

  /// The requests that wait, oldest first.
  public List<JoinRequest> waiting() {
    return session.call(
        (held, token) -> remote.waiting(held, token).stream().map(PendingJoin::request).toList());
  }

  public Outcome approve(JoinRequestId id, JoinWords words) {
    return session.call((held, token) -> approve(held, token, id, words));
  }

  private Outcome approve(HeldSession held, BearerSecret token, JoinRequestId id, JoinWords words) {
    Optional<PendingJoin> pending =
        remote.join(held, token, id).filter(join -> !join.request().isOver(clock.instant()));
    if (pending.isEmpty() || pending.get().answer().isPresent()) {
      return new Outcome.Gone();
    }
    if (local.tries().wrong(id) >= JoinRequest.MAX_WRONG_TRIES) {
      return new Outcome.Burned();
    }
    try (JoinProof proof = JoinProof.derive(words, id)) {
      JoinRequest request = pending.get().request();
      if (!request.id().equals(id) || !proof.provesRequest(request.note(), pending.get().proof())) {
        return wrong(held, token, id);
      }
      return switch (verified.fetch(held, token)) {
        case VerifiedVault.Answer.None() -> new Outcome.NotTrusted();
        case VerifiedVault.Answer.Tampered(VaultFault fault) -> new Outcome.Tampered(fault);
        case VerifiedVault.Answer.Genuine(Vault vault, var checkpoint) ->
            answer(held, token, request, vault, proof);
      };
    }
  }

  private Outcome wrong(HeldSession held, BearerSecret token, JoinRequestId id) {
    int wrong = local.tries().countWrong(id, clock.instant());
    if (wrong < JoinRequest.MAX_WRONG_TRIES) {
      return new Outcome.WrongWords(JoinRequest.MAX_WRONG_TRIES - wrong);
    }
    remote.burnJoin(held, token, id);
    return new Outcome.Burned();
  }

  private Outcome answer(
      HeldSession held, BearerSecret token, JoinRequest request, Vault vault, JoinProof proof) {
    if (!request.vault().equals(vault.chain().vaultId())
        || !request.head().equals(vault.chain().head())) {
      return new Outcome.Foreign();
    }
    Optional<DeviceKeys> keys = local.identity().load(held.issued().user().id());
    if (keys.isEmpty()) {
      return new Outcome.NotTrusted();
    }
    try (DeviceKeys device = keys.get()) {
      if (vault.chain().device(device.publicKeys().fingerprint()).isEmpty()) {
        return new Outcome.NotTrusted();
      }
      Optional<AgreementSecret> epochSecret = vault.epochSecret(device);
      if (epochSecret.isEmpty()) {
        return new Outcome.Tampered(VaultFault.UNOPENABLE);
      }
      try (AgreementSecret epoch = epochSecret.get()) {
        Instant now = clock.instant();
        Note add =
            device
                .signing()
                .sign(
                    DeviceStatement.Add.text(
                        vault.chain().vaultId(),
                        vault.chain().head(),
                        now,
                        request.deviceName(),
                        request.device(),
                        request.note().hash(),
                        vault.seen()));
        VaultItem.Place place = vault.place();
        Note wrap = Wrap.seal(place, epoch, request.device(), device.signing(), random).note();
        return switch (remote.answerJoin(
            held, token, request.id(), new PendingJoin.Answer(add, wrap, proof.ofReply(add)))) {
          case DONE -> new Outcome.Approved(request.deviceName());
          case GONE, STALE, TOO_MANY -> new Outcome.Gone();
          case REFUSED -> new Outcome.Tampered(VaultFault.MALFORMED);
        };
      }
    }
  }
}
