package com.optalocal.accounts.application.session;

import com.optalocal.accounts.domain.UserId;
import com.optalocal.accounts.domain.identity.Address;
import com.optalocal.accounts.domain.note.Hash;
import com.optalocal.accounts.domain.organization.OrgId;
import com.optalocal.accounts.domain.session.OneTimeToken;
import java.util.List;
import java.util.Optional;

/// What messages carried and nobody has used yet, by hashes alone. Each user has one of each slot
/// at most.
public interface OneTimeTokens {
  /// How many [#find] answers at most.
  int AT_ONE_ADDRESS = 10;

  /// Adds `token` in place of the one in its user's slot.
  void put(OrgId org, OneTimeToken token);

  Optional<OneTimeToken> findByLink(OrgId org, Hash link);

  /// The tokens of `slot` that went to `address`, newest first: several people may want to have one
  /// address.
  List<OneTimeToken> find(OrgId org, String slot, Address address);

  /// Takes the user's token away; nothing happens if there is none.
  void remove(OrgId org, UserId user, String slot);
}
