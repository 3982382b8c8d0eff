package com.optalocal.accounts.application.identity;

import com.optalocal.accounts.domain.organization.OrgId;
import java.time.Instant;
import java.util.List;

/// Messages that stay on this machine, for its operator to read. Keeps the newest [#KEPT] of each
/// organization and forgets the others.
public interface Mailbox {
  int KEPT = 200;

  /// A message as it would have gone out, with a link and a code that work.
  ///
  /// @param to the address, as people write it
  record Letter(Instant at, String to, String subject, String text) {
    /// Its text opens an account.
    @Override
    public String toString() {
      return "Letter[redacted]";
    }
  }

  void put(OrgId org, Letter letter);

  /// The newest first.
  ///
  /// @param limit 1–[#KEPT]
  List<Letter> newest(OrgId org, int limit);
}
