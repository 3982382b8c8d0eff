package com.optalocal.accounts.application.session;

import com.optalocal.accounts.domain.BearerSecret;
import com.optalocal.accounts.domain.device.DeviceName;
import com.optalocal.accounts.domain.identity.Email;
import com.optalocal.accounts.domain.identity.Password;
import com.optalocal.accounts.domain.note.Hash;
import com.optalocal.accounts.domain.session.CliLoginId;
import com.optalocal.accounts.domain.session.HeldSession;
import com.optalocal.accounts.domain.session.LoopbackPort;
import com.optalocal.accounts.domain.session.PkceChallenge;
import com.optalocal.accounts.domain.session.PortalUrl;
import java.util.Optional;

/// The portal, as a device signs in to it. Every call may throw
/// [com.optalocal.accounts.application.PortalUnreachable].
public interface PortalSignIn {
  CliLoginId announce(
      PortalUrl portal,
      PkceChallenge challenge,
      Hash stateHash,
      LoopbackPort port,
      DeviceName device);

  /// A session for a code and its verifier; empty if the portal refuses them.
  Optional<HeldSession> redeem(PortalUrl portal, BearerSecret code, BearerSecret verifier);

  /// A session for a password; empty if the portal refuses it.
  Optional<HeldSession> withPassword(PortalUrl portal, Email email, Password password);

  /// The next session; empty if the portal refuses the refresh token: signed out.
  Optional<HeldSession> refresh(HeldSession session);

  /// Ends the session on the portal; a session that is over already is fine.
  void signOut(HeldSession session);
}
