package com.optalocal.accounts.application.identity;

import com.optalocal.accounts.application.UnitOfWork;
import com.optalocal.accounts.application.audit.AuditTrail;
import com.optalocal.accounts.domain.RandomBytes;
import com.optalocal.accounts.domain.UserId;
import com.optalocal.accounts.domain.audit.AuditAction;
import com.optalocal.accounts.domain.audit.AuditEvent;
import com.optalocal.accounts.domain.audit.AuditField;
import com.optalocal.accounts.domain.identity.Account;
import com.optalocal.accounts.domain.identity.Email;
import com.optalocal.accounts.domain.identity.Identity;
import com.optalocal.accounts.domain.identity.User;
import com.optalocal.accounts.domain.identity.VouchedIdentity;
import com.optalocal.accounts.domain.note.NoteFields;
import com.optalocal.accounts.domain.organization.OrgId;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/// Adds a provider's word to an account, for somebody who is signed in to it. A guest becomes a
/// user thereby. A proven address becomes the account's if it has none and nobody else has it.
public final class LinkIdentity {
  private final Users users;
  private final Identities identities;
  private final AuditTrail audit;
  private final UnitOfWork work;
  private final RandomBytes random;
  private final InstantSource clock;

  public sealed interface Outcome {
    record Linked(Account account) implements Outcome {}

    /// It is this user's already.
    record LinkedBefore() implements Outcome {}

    record AnotherUsers() implements Outcome {}

    /// The user was removed or banned in the meantime.
    record NoSuchUser() implements Outcome {}
  }

  public LinkIdentity(
      Users users,
      Identities identities,
      AuditTrail audit,
      UnitOfWork work,
      RandomBytes random,
      InstantSource clock) {
    this.users = users;
    this.identities = identities;
    this.audit = audit;
    this.work = work;
    this.random = random;
    this.clock = clock;
  }

  public Outcome link(OrgId org, UserId user, VouchedIdentity vouched) {
    Instant now = NoteFields.wholeSeconds(clock.instant());
    return work.atomically(() -> {
      Optional<Account> account =
          users.find(org, user).filter(found -> !found.standing().isBanned(now));
      if (account.isEmpty()) {
        return new Outcome.NoSuchUser();
      }
      Optional<Identity> known = identities.find(org, vouched.issuer(), vouched.subject());
      if (known.isPresent()) {
        return known.get().user().equals(user)
            ? new Outcome.LinkedBefore()
            : new Outcome.AnotherUsers();
      }
      identities.add(org, vouched.of(user, UserId.generate(random).value(), now));
      Account changed = Linked.account(account.get(), identities.of(org, user), now);
      Account withEmail = Linked.withEmail(changed, vouched.email(), now);
      if (!users.update(org, withEmail)) {
        users.update(org, changed); // somebody else has the address
      }
      audit.append(
          org.auditLog(),
          AuditEvent.of(
              now,
              AuditAction.IDENTITY_LINKED,
              AuditField.personal("user", user),
              AuditField.open("provider", vouched.provider())));
      return new Outcome.Linked(users.find(org, user).orElse(changed));
    });
  }

  /// What an account looks like beside its identities.
  static final class Linked {
    private Linked() {}

    /// `account` with `provider` and `providers` of its metadata as `identities` have them.
    static Account account(Account account, List<Identity> identities, Instant now) {
      List<String> providers =
          identities.stream().map(identity -> identity.provider().value()).distinct().toList();
      String first =
          account
              .appMetadata()
              .text("provider")
              .filter(providers::contains)
              .orElse(providers.getFirst());
      Account.Standing standing = account.standing();
      return account
          .withAppMetadata(
              account.appMetadata().withText("provider", first).withTexts("providers", providers))
          .withStanding(new Account.Standing(false, standing.bannedUntil(), standing.deletedAt()))
          .updated(now);
    }

    /// `account` with the proven address, if it has none.
    static Account withEmail(Account account, Optional<Email> email, Instant now) {
      User user = account.user();
      return user.email().isPresent() || email.isEmpty()
          ? account
          : account
              .withUser(new User(user.id(), email, user.phone(), user.name(), user.createdAt()))
              .withConfirmed(new Account.Confirmed(Optional.of(now), account.confirmed().phone()));
    }
  }
}
