package com.optalocal.accounts.application.identity;

import com.optalocal.accounts.domain.ByteString;
import com.optalocal.accounts.domain.UserId;
import com.optalocal.accounts.domain.identity.Passkey;
import com.optalocal.accounts.domain.identity.PasskeyId;
import com.optalocal.accounts.domain.organization.OrgId;
import java.util.List;
import java.util.Optional;

/// The credentials that users sign in with without a password. A credential is one user's at most.
public interface Passkeys {
  /// Adds `passkey`, unless its credential's id is known: then nothing changes and the answer is
  /// false.
  boolean add(OrgId org, Passkey passkey);

  /// Replaces name, credential state and time of last use of the passkey of the same user and id;
  /// nothing happens if there is none.
  void update(OrgId org, Passkey passkey);

  Optional<Passkey> findByCredential(OrgId org, ByteString credentialId);

  /// The user's, oldest first.
  List<Passkey> of(OrgId org, UserId user);

  /// Takes `user`'s passkey away.
  ///
  /// @return false if they have no such one
  boolean remove(OrgId org, UserId user, PasskeyId id);
}
