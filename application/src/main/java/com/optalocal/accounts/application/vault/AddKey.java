package com.optalocal.accounts.application.vault;

import com.optalocal.accounts.application.CustodyUnavailable;
import com.optalocal.accounts.application.PortalDenied;
import com.optalocal.accounts.application.PortalUnreachable;
import com.optalocal.accounts.application.SessionRefused;
import com.optalocal.accounts.domain.vault.Label;
import com.optalocal.accounts.domain.vault.SecretName;
import com.optalocal.accounts.domain.vault.SecretValue;
import java.util.Optional;

/// Pushes a key and then pulls, so that the device that wrote it has it in memory and keychain as
/// every other device will.
public final class AddKey {
  private final PushKey push;
  private final PullVault pull;

  public AddKey(PushKey push, PullVault pull) {
    this.push = push;
    this.pull = pull;
  }

  /// What became of the push. Whatever the pull meets (a keychain that refuses, a portal that has
  /// gone) shows at the next pull: the key is stored.
  ///
  /// @param label empty keeps the label that the key has
  public PushKey.Outcome add(SecretName name, SecretValue value, Optional<Label> label) {
    PushKey.Outcome outcome = push.push(name, value, label);
    if (outcome instanceof PushKey.Outcome.Pushed) {
      try {
        pull.pull();
      } catch (PortalUnreachable | PortalDenied | SessionRefused | CustodyUnavailable later) {
        return outcome;
      }
    }
    return outcome;
  }
}
