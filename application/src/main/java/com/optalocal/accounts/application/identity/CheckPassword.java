package com.optalocal.accounts.application.identity;

import com.optalocal.accounts.domain.identity.Account;
import com.optalocal.accounts.domain.identity.Address;
import com.optalocal.accounts.domain.identity.Email;
import com.optalocal.accounts.domain.identity.Password;
import com.optalocal.accounts.domain.organization.OrgId;
import java.util.Optional;

/// Tells who an address and a password belong to. A wrong password and an unknown address are one
/// answer, after the same time. Whether the address has been proven is the account's to tell.
public final class CheckPassword {
  private final Users users;
  private final Credentials credentials;
  private final PasswordHashing hashing;

  public CheckPassword(Users users, Credentials credentials, PasswordHashing hashing) {
    this.users = users;
    this.credentials = credentials;
    this.hashing = hashing;
  }

  public Optional<Account> check(OrgId org, Email email, Password password) {
    return check(org, new Address.Mail(email), password);
  }

  public Optional<Account> check(OrgId org, Address address, Password password) {
    Optional<Account> account = users.findByAddress(org, address);
    boolean right =
        hashing.matches(password, account.flatMap(found -> credentials.password(org, found.id())));
    return account.filter(found -> right);
  }
}
