package com.optalocal.accounts.application.identity;

import com.optalocal.accounts.domain.UserId;
import com.optalocal.accounts.domain.identity.Identity;
import com.optalocal.accounts.domain.organization.OrgId;
import java.util.List;
import java.util.Optional;

/// How users are known, by the portal itself and by other providers.
public interface Identities {
  /// Adds `identity`, unless its issuer and subject are known already: then nothing changes and the
  /// answer is false.
  boolean add(OrgId org, Identity identity);

  /// Replaces data and times of the identity with this one's id; nothing happens if there is none.
  void update(OrgId org, Identity identity);

  Optional<Identity> find(OrgId org, String issuer, String subject);

  /// The user's, oldest first.
  List<Identity> of(OrgId org, UserId user);

  /// Takes `user`'s identity away.
  ///
  /// @return false if they have no such one
  boolean remove(OrgId org, UserId user, String id);
}
