package com.optalocal.accounts.application.session;

import com.optalocal.accounts.application.UnitOfWork;
import com.optalocal.accounts.application.audit.AuditTrail;
import com.optalocal.accounts.application.identity.Credentials;
import com.optalocal.accounts.application.identity.MakeAccount;
import com.optalocal.accounts.application.identity.NewPasswords;
import com.optalocal.accounts.application.identity.SignUp;
import com.optalocal.accounts.application.identity.Users;
import com.optalocal.accounts.domain.BearerSecret;
import com.optalocal.accounts.domain.audit.AuditAction;
import com.optalocal.accounts.domain.audit.AuditEvent;
import com.optalocal.accounts.domain.audit.AuditField;
import com.optalocal.accounts.domain.identity.Account;
import com.optalocal.accounts.domain.identity.AccountRules;
import com.optalocal.accounts.domain.identity.Address;
import com.optalocal.accounts.domain.identity.MessagePurpose;
import com.optalocal.accounts.domain.identity.Metadata;
import com.optalocal.accounts.domain.identity.Password;
import com.optalocal.accounts.domain.identity.PasswordHash;
import com.optalocal.accounts.domain.identity.PasswordRules;
import com.optalocal.accounts.domain.organization.OrgId;
import com.optalocal.accounts.domain.organization.Role;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;

/// Signs somebody up with an address and a password, by the operator's rules: at once, or after
/// they have proven the address.
///
/// Where proof is asked for, nobody learns whether the address has an account: each answer looks
/// alike, and costs one hash and one write. Who signs up again with an address that nobody has
/// proven takes the earlier try's place; its message and its password are void.
public final class RegisterAccount {
  private final SignUp signUp;
  private final MakeAccount makeAccount;
  private final Accounts accounts;
  private final Post post;
  private final AccountRules rules;
  private final InstantSource clock;

  /// What a repeated sign-up looks at and changes.
  public record Accounts(
      Users users,
      Credentials credentials,
      NewPasswords passwords,
      AuditTrail audit,
      UnitOfWork work) {}

  /// What somebody filled in.
  public record Registration(
      Address address,
      Password password,
      Metadata data,
      Optional<BearerSecret> ownerLink,
      Onward onward) {}

  public sealed interface Outcome {
    /// They may be signed in.
    record Ready(Account account) implements Outcome {}

    /// They have to read a message first, if there was any to send. `account` may be pretended.
    record Waiting(Account account) implements Outcome {}

    record WeakPassword(Set<PasswordRules.Weakness> weaknesses) implements Outcome {}

    record AddressTaken() implements Outcome {}

    /// The owner link is wrong, or somebody owns the organization already.
    record LinkSpent() implements Outcome {}

    record TooSoon(Duration left) implements Outcome {}
  }

  public RegisterAccount(
      SignUp signUp,
      MakeAccount makeAccount,
      Accounts accounts,
      Post post,
      AccountRules rules,
      InstantSource clock) {
    this.signUp = signUp;
    this.makeAccount = makeAccount;
    this.accounts = accounts;
    this.post = post;
    this.rules = rules;
    this.clock = clock;
  }

  public Outcome register(OrgId org, Registration registration) {
    return registration.ownerLink().isPresent() || !rules.needsProof(registration.address())
        ? atOnce(org, registration)
        : afterProof(org, registration);
  }

  private Outcome atOnce(OrgId org, Registration registration) {
    SignUp.Application application =
        new SignUp.Application(
            registration.address(),
            registration.password(),
            registration.data(),
            registration.ownerLink(),
            true);
    return switch (signUp.signUp(org, application)) {
      case SignUp.Outcome.SignedUp(var account, var role) -> new Outcome.Ready(account);
      case SignUp.Outcome.WeakPassword(var weaknesses) -> new Outcome.WeakPassword(weaknesses);
      case SignUp.Outcome.AddressTaken() -> new Outcome.AddressTaken();
      case SignUp.Outcome.LinkSpent() -> new Outcome.LinkSpent();
    };
  }

  private Outcome afterProof(OrgId org, Registration registration) {
    Address address = registration.address();
    Set<PasswordRules.Weakness> weaknesses =
        accounts.passwords().weaknesses(registration.password(), address.email());
    if (!weaknesses.isEmpty()) {
      return new Outcome.WeakPassword(weaknesses);
    }
    MessagePurpose purpose =
        address instanceof Address.Mail ? MessagePurpose.SIGN_UP : MessagePurpose.PHONE_SIGN_UP;
    Optional<Duration> wait = post.pause().admit(purpose, address);
    if (wait.isPresent()) {
      return new Outcome.TooSoon(wait.get());
    }
    PasswordHash hash = accounts.passwords().hash(registration.password());
    MakeAccount.Draft draft =
        new MakeAccount.Draft(
            Optional.of(address), Optional.of(hash), registration.data(), false, Role.MEMBER);
    Optional<Account> account = accounts.work().atomically(() -> made(org, draft, address, hash));
    account.ifPresent(found ->
        post.later()
            .execute(
                () -> post.send().send(org, found.id(), purpose, address, registration.onward())));
    Account shown = account.orElseGet(() -> makeAccount.pretend(draft));
    return new Outcome.Waiting(
        shown.withSent(
            new Account.Sent(
                Optional.empty(),
                Optional.of(shown.updatedAt()),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty())));
  }

  /// The account that waits for a proof now; empty if somebody has proven the address.
  private Optional<Account> made(
      OrgId org, MakeAccount.Draft draft, Address address, PasswordHash hash) {
    Optional<Account> fresh = makeAccount.make(org, draft);
    if (fresh.isPresent()) {
      return fresh;
    }
    Instant now = clock.instant();
    Account known = accounts.users().findByAddress(org, address).orElseThrow();
    accounts
        .audit()
        .append(
            org.auditLog(),
            AuditEvent.of(
                now, AuditAction.USER_SIGN_UP_REPEATED, AuditField.personal("user", known.id())));
    if (known.confirmed().any().isPresent() || known.standing().isBanned(now)) {
      return Optional.empty();
    }
    Account replaced = known.withUserMetadata(draft.data()).updated(now);
    accounts.credentials().setPassword(org, known.id(), hash);
    return Optional.of(replaced).filter(account -> accounts.users().update(org, account));
  }
}
