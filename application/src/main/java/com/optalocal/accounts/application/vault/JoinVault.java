package com.optalocal.accounts.application.vault;

import com.optalocal.accounts.application.device.DeviceIdentity;
import com.optalocal.accounts.application.session.CurrentSession;
import com.optalocal.accounts.domain.BearerSecret;
import com.optalocal.accounts.domain.RandomBytes;
import com.optalocal.accounts.domain.device.DeviceChain;
import com.optalocal.accounts.domain.device.JoinRequest;
import com.optalocal.accounts.domain.device.JoinRequestId;
import com.optalocal.accounts.domain.device.JoinWords;
import com.optalocal.accounts.domain.device.PendingJoin;
import com.optalocal.accounts.domain.device.PublicKeys;
import com.optalocal.accounts.domain.device.WordList;
import com.optalocal.accounts.domain.device.crypto.DeviceKeys;
import com.optalocal.accounts.domain.device.crypto.JoinProof;
import com.optalocal.accounts.domain.note.Note;
import com.optalocal.accounts.domain.session.HeldSession;
import com.optalocal.accounts.domain.vault.Vault;
import com.optalocal.accounts.domain.vault.VaultFault;
import com.optalocal.accounts.domain.vault.VaultVerifier;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The new device's side of joining: pick words, ask, wait, and join only if the answer was made
/// with those words. One request at a time; it lives in this process's memory.
public final class JoinVault {
  private final CurrentSession session;
  private final VerifiedVault verified;
  private final RemoteVault remote;
  private final DeviceIdentity identity;
  private final RandomBytes random;
  private final InstantSource clock;
  private @Nullable Asked asked;

  private record Asked(JoinRequest request, JoinProof proof) {}

  /// The words to show; the caller closes them.
  public record Question(JoinRequestId id, JoinWords words, Instant notAfter) {}

  public sealed interface Answer {
    record Waiting(Instant notAfter) implements Answer {}

    record Joined() implements Answer {}

    /// Expired, burned, or overtaken by another change: ask again.
    record Over() implements Answer {}

    record NothingAsked() implements Answer {}

    record Tampered(VaultFault fault) implements Answer {}
  }

  public JoinVault(
      CurrentSession session,
      VerifiedVault verified,
      RemoteVault remote,
      DeviceIdentity identity,
      RandomBytes random,
      InstantSource clock) {
    this.session = session;
    this.verified = verified;
    this.remote = remote;
    this.identity = identity;
    this.random = random;
    this.clock = clock;
  }

  /// Asks to join `vault`; empty if the portal does not take the request now. What this device
  /// asked before is withdrawn, also what it asked before a restart: only the newest words count.
  public synchronized Optional<Question> ask(Vault vault, WordList list) {
    forget();
    return session.call((held, token) -> {
      var user = held.issued().user().id();
      try (DeviceKeys keys = identity.load(user).orElseThrow()) {
        withdraw(held, token, keys.publicKeys());
        JoinRequestId id = JoinRequestId.generate(random);
        JoinWords words = JoinWords.generate(list, random);
        JoinRequest request =
            JoinRequest.parse(
                keys.signing()
                    .sign(
                        JoinRequest.text(
                            id,
                            vault.chain().vaultId(),
                            vault.chain().head(),
                            identity.enrolled(user).orElseThrow().name(),
                            keys.publicKeys(),
                            clock.instant())));
        JoinProof proof = JoinProof.derive(words, id);
        if (remote.askToJoin(held, token, request.note(), proof.ofRequest(request.note()))
            != RemoteVault.JoinAnswer.DONE) {
          words.close();
          proof.close();
          return Optional.empty();
        }
        asked = new Asked(request, proof);
        return Optional.of(new Question(id, words, request.notAfter()));
      }
    });
  }

  private void withdraw(HeldSession held, BearerSecret token, PublicKeys own) {
    for (PendingJoin earlier : remote.waiting(held, token)) {
      if (earlier.request().device().equals(own)) {
        remote.burnJoin(held, token, earlier.request().id()); // one that is gone is as good
      }
    }
  }

  /// Looks once whether a trusted device has answered.
  public synchronized Answer look() {
    Asked open = asked;
    if (open == null) {
      return new Answer.NothingAsked();
    }
    Answer answer = session.call((held, token) -> look(held, token, open));
    if (!(answer instanceof Answer.Waiting)) {
      forget();
    }
    return answer;
  }

  private Answer look(HeldSession held, BearerSecret token, Asked open) {
    Optional<PendingJoin> join = remote.join(held, token, open.request().id());
    if (join.isEmpty() || open.request().isOver(clock.instant())) {
      return new Answer.Over();
    }
    if (join.get().answer().isEmpty()) {
      return new Answer.Waiting(open.request().notAfter());
    }
    PendingJoin.Answer answer = join.get().answer().get();
    if (!open.proof().provesReply(answer.add(), answer.proof())) {
      return new Answer.Tampered(VaultFault.REQUEST_FORGED);
    }
    return switch (verified.fetch(held, token)) {
      case VerifiedVault.Answer.None() -> new Answer.Tampered(VaultFault.ROLLED_BACK);
      case VerifiedVault.Answer.Tampered(VaultFault fault) -> new Answer.Tampered(fault);
      case VerifiedVault.Answer.Genuine(Vault vault, var checkpoint) ->
          join(held, token, open, vault, answer.add());
    };
  }

  /// The words prove that the approver saw this chain: the statement extends exactly its head.
  private Answer join(
      HeldSession held, BearerSecret token, Asked open, Vault vault, Note approved) {
    if (!vault.chain().vaultId().equals(open.request().vault())) {
      return new Answer.Tampered(VaultFault.OTHER_VAULT);
    }
    try (DeviceKeys keys = identity.load(held.issued().user().id()).orElseThrow()) {
      Note add = keys.signing().sign(approved);
      switch (vault.chain().extend(add)) {
        case DeviceChain.Verdict.Invalid(var fault) -> {
          return fault == DeviceChain.Fault.BROKEN_LINK
              ? new Answer.Over()
              : new Answer.Tampered(VaultFault.REQUEST_FORGED);
        }
        case DeviceChain.Verdict.Valid(DeviceChain longer) -> {
          if (longer.device(keys.publicKeys().fingerprint()).isEmpty()) {
            return new Answer.Tampered(VaultFault.REQUEST_FORGED);
          }
          // the approver's word is all that a newcomer has against an older state
          Optional<VaultFault> older = VaultVerifier.olderThanSeen(longer, vault.manifest());
          if (older.isPresent()) {
            return new Answer.Tampered(older.get());
          }
        }
      }
      return switch (remote.finishJoin(held, token, open.request().id(), add)) {
        case DONE -> new Answer.Joined();
        case GONE, STALE, TOO_MANY -> new Answer.Over();
        case REFUSED -> new Answer.Tampered(VaultFault.MALFORMED);
      };
    }
  }

  private void forget() {
    if (asked != null) {
      asked.proof().close();
      asked = null;
    }
  }
}
