package com.optalocal.accounts.application.vault;

import com.optalocal.accounts.application.session.CustodyChoice;
import com.optalocal.accounts.application.session.ShowAccount;
import com.optalocal.accounts.domain.device.Custody;
import com.optalocal.accounts.domain.session.AccountSummary;
import java.util.Optional;

/// Tells whether this device may open the vault of whoever is signed in, as far as this machine
/// knows: without the portal, and without opening any custody.
public final class ShowStanding {
  private final ShowAccount account;
  private final CustodyChoice custody;
  private final VaultPins pins;

  public enum Standing {
    NOBODY("nobody"),
    /// Custody `memory`: no device keys, no vault.
    APART("apart"),
    /// No trusted device has let this one in yet, or it does not know so.
    WAITING("waiting"),
    MEMBER("member");

    private final String code;

    Standing(String code) {
      this.code = code;
    }

    public String code() {
      return code;
    }
  }

  public ShowStanding(ShowAccount account, CustodyChoice custody, VaultPins pins) {
    this.account = account;
    this.custody = custody;
    this.pins = pins;
  }

  /// @throws com.optalocal.accounts.application.CustodyUnavailable as [ShowAccount#show] does
  public Standing show() {
    Optional<AccountSummary> summary = account.show();
    if (summary.isEmpty()) {
      return Standing.NOBODY;
    }
    if (custody.current().filter(choice -> choice.custody() == Custody.MEMORY).isPresent()) {
      return Standing.APART;
    }
    // a pin is made only for a vault that trusts this device
    return pins.load(summary.get().user().id()).isPresent() ? Standing.MEMBER : Standing.WAITING;
  }
}
