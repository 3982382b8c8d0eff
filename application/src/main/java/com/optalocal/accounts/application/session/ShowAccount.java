package com.optalocal.accounts.application.session;

import com.optalocal.accounts.application.CustodyUnavailable;
import com.optalocal.accounts.domain.device.Custody;
import com.optalocal.accounts.domain.session.AccountSummary;
import com.optalocal.accounts.domain.session.HeldSession;
import java.util.Optional;

/// Tells who is signed in on this machine, without opening any custody and without the portal.
public final class ShowAccount {
  private final AccountRecord record;
  private final CustodyChoice custody;
  private final CurrentSession session;

  public ShowAccount(AccountRecord record, CustodyChoice custody, CurrentSession session) {
    this.record = record;
    this.custody = custody;
    this.session = session;
  }

  /// Empty if nobody is signed in.
  ///
  /// @throws CustodyUnavailable if the record is a link, readable by others or damaged
  public Optional<AccountSummary> show() {
    boolean leavesNoRecord =
        custody.current().filter(choice -> choice.custody() == Custody.MEMORY).isPresent();
    return leavesNoRecord ? session.peek().map(ShowAccount::summary) : record.read();
  }

  private static AccountSummary summary(HeldSession held) {
    return new AccountSummary(
        held.project(),
        held.issued().user(),
        held.issued().expiresAt(),
        held.updatedAt(),
        Optional.empty());
  }
}
