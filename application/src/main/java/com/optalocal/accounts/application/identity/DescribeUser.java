package com.optalocal.accounts.application.identity;

import com.optalocal.accounts.domain.UserId;
import com.optalocal.accounts.domain.identity.Account;
import com.optalocal.accounts.domain.identity.Factor;
import com.optalocal.accounts.domain.identity.Identity;
import com.optalocal.accounts.domain.organization.OrgId;
import java.util.List;
import java.util.Optional;

/// Tells everything about a user that they and their operator may see.
public final class DescribeUser {
  private final Users users;
  private final Identities identities;
  private final Factors factors;

  /// A user with all that belongs to them.
  public record Description(Account account, List<Identity> identities, List<Factor> factors) {
    public Description {
      identities = List.copyOf(identities);
      factors = List.copyOf(factors);
    }
  }

  public DescribeUser(Users users, Identities identities, Factors factors) {
    this.users = users;
    this.identities = identities;
    this.factors = factors;
  }

  public Optional<Description> describe(OrgId org, UserId id) {
    return users.find(org, id).map(account -> of(org, account));
  }

  /// `account` with all that belongs to it.
  public Description of(OrgId org, Account account) {
    return new Description(
        account, identities.of(org, account.id()), factors.of(org, account.id()));
  }
}
