package com.optalocal.accounts.application.session;

import com.optalocal.accounts.application.CustodyUnavailable;
import com.optalocal.accounts.domain.session.HeldSession;
import java.util.Optional;

/// This machine's own session, in the custody that was chosen.
///
/// `keep` is atomic: after a crash either the old session is there or the new one. Implementations
/// are thread-safe; across processes the last writer wins.
public interface SessionCustody {
  /// @throws CustodyUnavailable if the custody is locked or does not answer
  Optional<HeldSession> load();

  /// @throws CustodyUnavailable if it cannot be kept; then nothing changed
  void keep(HeldSession session);

  /// Removes the session and its tokens. Doing it twice is fine.
  void forget();
}
