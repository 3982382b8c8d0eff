package com.optalocal.accounts.application.identity;

import com.optalocal.accounts.domain.UserId;
import com.optalocal.accounts.domain.identity.Factor;
import com.optalocal.accounts.domain.identity.FactorId;
import com.optalocal.accounts.domain.organization.OrgId;
import java.util.List;
import java.util.Optional;

/// The users' second factors. Secrets come sealed; the store opens none.
public interface Factors {
  /// Adds `factor`, unless its user has one of that name: then nothing changes and the answer is
  /// false.
  boolean add(OrgId org, Factor factor);

  /// Replaces means and times of the factor of the same user and id; nothing happens if there is
  /// none.
  void update(OrgId org, Factor factor);

  Optional<Factor> find(OrgId org, UserId user, FactorId id);

  /// The user's, oldest first.
  List<Factor> of(OrgId org, UserId user);

  /// Takes `user`'s factor away.
  ///
  /// @return false if they have no such one
  boolean remove(OrgId org, UserId user, FactorId id);
}
