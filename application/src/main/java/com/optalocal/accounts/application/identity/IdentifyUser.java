package com.optalocal.accounts.application.identity;

import com.optalocal.accounts.application.UnitOfWork;
import com.optalocal.accounts.domain.RandomBytes;
import com.optalocal.accounts.domain.UserId;
import com.optalocal.accounts.domain.audit.AuditAction;
import com.optalocal.accounts.domain.audit.AuditEvent;
import com.optalocal.accounts.domain.audit.AuditField;
import com.optalocal.accounts.domain.identity.Account;
import com.optalocal.accounts.domain.identity.Identity;
import com.optalocal.accounts.domain.identity.Metadata;
import com.optalocal.accounts.domain.identity.User;
import com.optalocal.accounts.domain.identity.VouchedIdentity;
import com.optalocal.accounts.domain.note.NoteFields;
import com.optalocal.accounts.domain.organization.OrgId;
import com.optalocal.accounts.domain.organization.Role;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/// Finds the account of somebody for whom a provider vouches, or makes one. Issuer and subject
/// decide and nothing else: an address that a provider tells never opens an account that is there
/// already, because then each provider could open them all.
public final class IdentifyUser {
  private final MakeAccount.Stores accounts;
  private final boolean open;
  private final UnitOfWork work;
  private final RandomBytes random;
  private final InstantSource clock;

  public sealed interface Outcome {
    record Known(Account account) implements Outcome {}

    record Joined(Account account) implements Outcome {}

    /// Somebody has the proven address, and has to link the provider from their own session.
    record EmailTaken() implements Outcome {}

    record SignUpsClosed() implements Outcome {}

    record Banned() implements Outcome {}
  }

  /// @param open whether strangers get an account
  public IdentifyUser(
      MakeAccount.Stores accounts,
      boolean open,
      UnitOfWork work,
      RandomBytes random,
      InstantSource clock) {
    this.accounts = accounts;
    this.open = open;
    this.work = work;
    this.random = random;
    this.clock = clock;
  }

  public Outcome identify(OrgId org, VouchedIdentity vouched) {
    Instant now = NoteFields.wholeSeconds(clock.instant());
    return work.atomically(() -> {
      Optional<Identity> known =
          accounts.identities().find(org, vouched.issuer(), vouched.subject());
      Optional<Account> account =
          known.flatMap(identity -> accounts.users().find(org, identity.user()));
      if (account.isPresent()) {
        return account.get().standing().isBanned(now)
            ? new Outcome.Banned()
            : known(org, known.get(), account.get(), vouched, now);
      }
      return open ? join(org, vouched, now) : new Outcome.SignUpsClosed();
    });
  }

  private Outcome known(
      OrgId org, Identity identity, Account account, VouchedIdentity vouched, Instant now) {
    accounts.identities().update(org, identity.withData(vouched.data(), now).signedIn(now));
    return new Outcome.Known(account);
  }

  private Outcome join(OrgId org, VouchedIdentity vouched, Instant now) {
    User user =
        new User(UserId.generate(random), vouched.email(), Optional.empty(), Optional.empty(), now);
    String provider = vouched.provider().value();
    Account account =
        Account.of(user)
            .withUserMetadata(vouched.data())
            .withAppMetadata(
                Metadata.of("provider", provider).withTexts("providers", List.of(provider)));
    if (!accounts.users().add(org, account)) {
      return new Outcome.EmailTaken();
    }
    accounts.identities().add(org, vouched.of(user.id(), UserId.generate(random).value(), now));
    accounts.members().put(org, user.id(), Role.MEMBER);
    accounts
        .audit()
        .append(
            org.auditLog(),
            AuditEvent.of(
                now,
                AuditAction.USER_SIGNED_UP,
                AuditField.personal("user", user.id()),
                AuditField.personal("email", vouched.email().map(Object::toString).orElse("")),
                AuditField.open("role", Role.MEMBER.code()),
                AuditField.open("provider", provider)));
    return new Outcome.Joined(account);
  }
}
