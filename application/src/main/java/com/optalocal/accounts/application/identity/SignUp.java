package com.optalocal.accounts.application.identity;

import com.optalocal.accounts.application.UnitOfWork;
import com.optalocal.accounts.application.organization.Members;
import com.optalocal.accounts.domain.BearerSecret;
import com.optalocal.accounts.domain.identity.Account;
import com.optalocal.accounts.domain.identity.Address;
import com.optalocal.accounts.domain.identity.Metadata;
import com.optalocal.accounts.domain.identity.Password;
import com.optalocal.accounts.domain.identity.PasswordHash;
import com.optalocal.accounts.domain.identity.PasswordRules;
import com.optalocal.accounts.domain.organization.OrgId;
import com.optalocal.accounts.domain.organization.Role;
import java.util.Optional;
import java.util.Set;

/// Makes an account with an address and a password. Whoever holds the owner link becomes the first
/// owner; a link that opens nothing makes no account at all, so that nobody takes a plain one for
/// an owner's.
public final class SignUp {
  private final MakeAccount makeAccount;
  private final Members members;
  private final NewPasswords passwords;
  private final OwnerLink ownerLink;
  private final UnitOfWork work;

  /// What somebody filled in.
  ///
  /// @param proven whether the address counts as theirs; an owner's always does
  public record Application(
      Address address,
      Password password,
      Metadata data,
      Optional<BearerSecret> ownerLink,
      boolean proven) {}

  public sealed interface Outcome {
    record SignedUp(Account account, Role role) implements Outcome {}

    record WeakPassword(Set<PasswordRules.Weakness> weaknesses) implements Outcome {}

    record AddressTaken() implements Outcome {}

    /// The owner link is wrong, or somebody owns the organization already.
    record LinkSpent() implements Outcome {}
  }

  public SignUp(
      MakeAccount makeAccount,
      Members members,
      NewPasswords passwords,
      OwnerLink ownerLink,
      UnitOfWork work) {
    this.makeAccount = makeAccount;
    this.members = members;
    this.passwords = passwords;
    this.ownerLink = ownerLink;
    this.work = work;
  }

  /// Whether `link` still makes its holder the first owner of `org`.
  public boolean opens(OrgId org, BearerSecret link) {
    return ownerLink.isOpenedBy(link) && !members.hasOwner(org);
  }

  public Outcome signUp(OrgId org, Application application) {
    if (!mayGoOn(org, application)) {
      return new Outcome.LinkSpent();
    }
    Set<PasswordRules.Weakness> weaknesses =
        passwords.weaknesses(application.password(), application.address().email());
    if (!weaknesses.isEmpty()) {
      return new Outcome.WeakPassword(weaknesses);
    }
    PasswordHash hash = passwords.hash(application.password());
    Role role = application.ownerLink().isPresent() ? Role.OWNER : Role.MEMBER;
    MakeAccount.Draft draft =
        new MakeAccount.Draft(
            Optional.of(application.address()),
            Optional.of(hash),
            application.data(),
            application.proven() || role == Role.OWNER,
            role);
    return work.atomically(() -> {
      if (!mayGoOn(org, application)) {
        return new Outcome.LinkSpent(); // somebody else became the owner in the meantime
      }
      return makeAccount
          .make(org, draft)
          .<Outcome>map(account -> new Outcome.SignedUp(account, role))
          .orElseGet(Outcome.AddressTaken::new);
    });
  }

  private boolean mayGoOn(OrgId org, Application application) {
    return application.ownerLink().isEmpty() || opens(org, application.ownerLink().get());
  }
}
