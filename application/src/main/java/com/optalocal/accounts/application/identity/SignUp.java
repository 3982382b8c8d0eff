package com.optalocal.accounts.application.identity;

import com.optalocal.accounts.application.UnitOfWork;
import com.optalocal.accounts.application.audit.AuditTrail;
import com.optalocal.accounts.application.organization.Members;
import com.optalocal.accounts.domain.BearerSecret;
import com.optalocal.accounts.domain.RandomBytes;
import com.optalocal.accounts.domain.UserId;
import com.optalocal.accounts.domain.audit.AuditAction;
import com.optalocal.accounts.domain.audit.AuditEvent;
import com.optalocal.accounts.domain.audit.AuditField;
import com.optalocal.accounts.domain.identity.Account;
import com.optalocal.accounts.domain.identity.Email;
import com.optalocal.accounts.domain.identity.Identity;
import com.optalocal.accounts.domain.identity.Metadata;
import com.optalocal.accounts.domain.identity.Password;
import com.optalocal.accounts.domain.identity.PasswordHash;
import com.optalocal.accounts.domain.identity.PasswordRules;
import com.optalocal.accounts.domain.identity.Provider;
import com.optalocal.accounts.domain.identity.User;
import com.optalocal.accounts.domain.note.NoteFields;
import com.optalocal.accounts.domain.organization.OrgId;
import com.optalocal.accounts.domain.organization.Role;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Makes an account with e-mail and password. Whoever holds the owner link becomes the first owner;
/// a link that opens nothing makes no account at all, so that nobody takes a plain one for an
/// owner's.
public final class SignUp {
  private final Accounts accounts;
  private final PasswordHashing hashing;
  private final OwnerLink ownerLink;
  private final UnitOfWork work;
  private final RandomBytes random;
  private final InstantSource clock;

  /// The stores that a new account is spread over.
  public record Accounts(
      Users users,
      Identities identities,
      Credentials credentials,
      Members members,
      AuditTrail audit) {}

  /// What somebody filled in.
  public record Application(
      Email email, Password password, Metadata data, Optional<BearerSecret> ownerLink) {}

  public sealed interface Outcome {
    record SignedUp(Account account, Role role) implements Outcome {}

    record WeakPassword(Set<PasswordRules.Weakness> weaknesses) implements Outcome {}

    record EmailTaken() implements Outcome {}

    /// The owner link is wrong, or somebody owns the organization already.
    record LinkSpent() implements Outcome {}
  }

  public SignUp(
      Accounts accounts,
      PasswordHashing hashing,
      OwnerLink ownerLink,
      UnitOfWork work,
      RandomBytes random,
      InstantSource clock) {
    this.accounts = accounts;
    this.hashing = hashing;
    this.ownerLink = ownerLink;
    this.work = work;
    this.random = random;
    this.clock = clock;
  }

  /// Whether `link` still makes its holder the first owner of `org`.
  public boolean opens(OrgId org, BearerSecret link) {
    return ownerLink.isOpenedBy(link) && !accounts.members().hasOwner(org);
  }

  public Outcome signUp(OrgId org, Application application) {
    if (!mayGoOn(org, application)) {
      return new Outcome.LinkSpent();
    }
    Set<PasswordRules.Weakness> weaknesses =
        PasswordRules.weaknesses(application.password(), application.email());
    if (!weaknesses.isEmpty()) {
      return new Outcome.WeakPassword(weaknesses);
    }
    PasswordHash hash = hashing.hash(application.password());
    Instant now = NoteFields.wholeSeconds(clock.instant());
    Account account = account(application, now);
    Identity identity =
        Identity.ofEmail(
            UserId.generate(random).value(), account.id(), application.email(), false, now);
    return work.atomically(() -> {
      if (!mayGoOn(org, application)) {
        return new Outcome.LinkSpent(); // somebody else became the owner in the meantime
      }
      if (!accounts.users().add(org, account)) {
        return new Outcome.EmailTaken();
      }
      accounts.identities().add(org, identity);
      Role role = application.ownerLink().isPresent() ? Role.OWNER : Role.MEMBER;
      accounts.credentials().setPassword(org, account.id(), hash);
      accounts.members().put(org, account.id(), role);
      accounts
          .audit()
          .append(
              org.auditLog(),
              AuditEvent.of(
                  now,
                  AuditAction.USER_SIGNED_UP,
                  AuditField.personal("user", account.id()),
                  AuditField.personal("email", application.email()),
                  AuditField.open("role", role.code())));
      return new Outcome.SignedUp(account, role);
    });
  }

  private Account account(Application application, Instant now) {
    User user = new User(UserId.generate(random), application.email(), Optional.empty(), now);
    return Account.of(user)
        .withUserMetadata(application.data())
        .withAppMetadata(
            Metadata.of("provider", Provider.EMAIL.value())
                .withTexts("providers", List.of(Provider.EMAIL.value())));
  }

  private boolean mayGoOn(OrgId org, Application application) {
    return application.ownerLink().isEmpty() || opens(org, application.ownerLink().get());
  }
}
