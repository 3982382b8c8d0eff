package com.optalocal.accounts.application.vault;

import com.optalocal.accounts.application.CustodyUnavailable;
import com.optalocal.accounts.application.session.CustodyChoice;
import com.optalocal.accounts.domain.BearerSecret;
import com.optalocal.accounts.domain.UserId;
import com.optalocal.accounts.domain.device.Custody;
import com.optalocal.accounts.domain.note.Hash;
import com.optalocal.accounts.domain.session.HeldSession;
import com.optalocal.accounts.domain.vault.Vault;
import com.optalocal.accounts.domain.vault.VaultFault;
import com.optalocal.accounts.domain.vault.VaultPin;
import com.optalocal.accounts.domain.vault.VaultVerifier;
import java.util.Optional;

/// Fetches the vault, verifies it against everything this machine has seen before, and pins it.
/// Every device-side use case gets its vault from here.
public final class VerifiedVault {
  private final RemoteVault remote;
  private final VaultPins pins;
  private final CustodyChoice custody;

  public sealed interface Answer {
    /// `checkpoint` is the hash of the audit checkpoint that came along.
    record Genuine(Vault vault, Hash checkpoint) implements Answer {}

    record None() implements Answer {}

    record Tampered(VaultFault fault) implements Answer {}
  }

  public VerifiedVault(RemoteVault remote, VaultPins pins, CustodyChoice custody) {
    this.remote = remote;
    this.pins = pins;
    this.custody = custody;
  }

  /// @throws CustodyUnavailable under custody `memory`: without device keys there is no vault here,
  ///   and signing in again the same way would not make one
  void requireCustody() {
    if (custody.current().filter(choice -> choice.custody() == Custody.MEMORY).isPresent()) {
      throw new CustodyUnavailable(CustodyUnavailable.Reason.KEEPS_NOTHING, "custody memory");
    }
  }

  /// @throws CustodyUnavailable as [#requireCustody] says

  public Answer fetch(HeldSession session, BearerSecret token) {
    requireCustody();
    UserId user = session.issued().user().id();
    // read before the request, so that an answer overtaken by another command's is no rollback
    var pin = pins.load(user);
    Optional<RemoteVault.Pulled> pulled = remote.pull(session, token);
    if (pulled.isEmpty()) {
      return pin.isEmpty() ? new Answer.None() : new Answer.Tampered(VaultFault.ROLLED_BACK);
    }
    return switch (VaultVerifier.verify(user, pin, pulled.get().notes())) {
      case VaultVerifier.Verdict.Refused(VaultFault fault) -> new Answer.Tampered(fault);
      case VaultVerifier.Verdict.Genuine(Vault vault) ->
          new Answer.Genuine(
              vault, pulled.get().checkpoint().map(note -> note.hash()).orElse(Hash.NONE));
    };
  }

  /// True if nothing newer was pinned since `vault` was asked for: an answer that was held back on
  /// its way must not undo what a later one brought.
  public boolean isStillNewest(HeldSession session, Vault vault) {
    return pins.load(session.issued().user().id()).map(vault::follows).orElse(true);
  }

  /// Remembers `pin` as seen, a state that `vault` has or that this device has just made of it. If
  /// something newer was pinned since, that stays. Only for a vault that trusts this device: a
  /// newcomer must not be tied to whatever a portal showed it first.
  public synchronized void pin(HeldSession session, Vault vault, VaultPin pin) {
    if (isStillNewest(session, vault)) {
      pins.advance(session.issued().user().id(), pin);
    }
  }

  /// Remembers a vault that this device has just founded.
  public void pinGenesis(HeldSession session, VaultPin genesis) {
    pins.advance(session.issued().user().id(), genesis);
  }
}
