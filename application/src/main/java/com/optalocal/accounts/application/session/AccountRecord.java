package com.optalocal.accounts.application.session;

import com.optalocal.accounts.application.CustodyUnavailable;
import com.optalocal.accounts.domain.session.AccountSummary;
import java.util.Optional;

/// The part of this machine's session that is not secret. [SessionCustody#keep] writes it.
public interface AccountRecord {
  /// Empty if nobody is signed in here.
  ///
  /// @throws CustodyUnavailable if the record is a link, readable by others or damaged
  Optional<AccountSummary> read();
}
