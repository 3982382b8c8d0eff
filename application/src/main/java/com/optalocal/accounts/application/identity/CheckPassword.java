package com.optalocal.accounts.application.identity;

import com.optalocal.accounts.domain.identity.Account;
import com.optalocal.accounts.domain.identity.Email;
import com.optalocal.accounts.domain.identity.Password;
import com.optalocal.accounts.domain.organization.OrgId;
import java.util.Optional;

/// Tells who an e-mail address and a password belong to. A wrong password and an unknown address
/// are one answer, after the same time.
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
    Optional<Account> account = users.findByEmail(org, email);
    boolean right =
        hashing.matches(password, account.flatMap(found -> credentials.password(org, found.id())));
    return account.filter(found -> right);
  }
}
