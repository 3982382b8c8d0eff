package com.optalocal.accounts.application.session;

import com.optalocal.accounts.application.CustodyUnavailable;
import com.optalocal.accounts.domain.SecretBytes;
import com.optalocal.accounts.domain.device.Custody;
import java.util.Optional;

/// Where this machine keeps its own secrets: chosen by a person at the first sign-in, then fixed.
/// [SessionCustody] and [com.optalocal.accounts.application.device.DeviceIdentity] keep theirs in
/// whatever is chosen here.
///
/// A choice becomes final with the first secret that is kept under it: from then on it is recorded
/// and survives restarts, and until then (a sign-in that failed) another choice may replace it.
/// [Custody#MEMORY] is never recorded. Implementations are thread-safe.
public interface CustodyChoice {
  /// What was chosen.
  ///
  /// @param keychainCopies whether opened keys are copied to the OS keychain for other programs
  record Choice(Custody custody, boolean keychainCopies) {}

  /// What the OS keychain says when asked. The codes are part of the daemon's answers.
  enum KeychainState {
    AVAILABLE("available"),
    ABSENT("absent"),
    /// Locked, or silent for three seconds.
    LOCKED("locked");

    private final String code;

    KeychainState(String code) {
      this.code = code;
    }

    public String code() {
      return code;
    }
  }

  enum Outcome {
    CHOSEN,
    /// Another custody is final here already; nothing changed.
    FIXED
  }

  /// The choice in force; empty if nobody has chosen yet. Needs no unlocked custody.
  ///
  /// @throws CustodyUnavailable if the record is a link, readable by others or damaged
  Optional<Choice> current();

  /// Asks the OS keychain; takes up to three seconds.
  KeychainState keychain();

  /// Puts `choice` in force for this process and opens its custody. Choosing what is in force again
  /// is fine: so a `passphrase-file` is opened after a restart, and `keychainCopies` is changed.
  ///
  /// @param passphrase only for [Custody#PASSPHRASE_FILE]; stays the caller's
  /// @throws CustodyUnavailable if the custody does not open (absent, locked, wrong or missing
  ///   passphrase, damaged); then nothing changed
  Outcome choose(Choice choice, Optional<SecretBytes> passphrase);
}
