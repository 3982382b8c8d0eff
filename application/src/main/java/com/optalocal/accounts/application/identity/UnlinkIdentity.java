package com.optalocal.accounts.application.identity;

import com.optalocal.accounts.application.UnitOfWork;
import com.optalocal.accounts.application.audit.AuditTrail;
import com.optalocal.accounts.domain.UserId;
import com.optalocal.accounts.domain.audit.AuditAction;
import com.optalocal.accounts.domain.audit.AuditEvent;
import com.optalocal.accounts.domain.audit.AuditField;
import com.optalocal.accounts.domain.identity.Account;
import com.optalocal.accounts.domain.identity.Email;
import com.optalocal.accounts.domain.identity.Identity;
import com.optalocal.accounts.domain.identity.Phone;
import com.optalocal.accounts.domain.identity.Provider;
import com.optalocal.accounts.domain.identity.User;
import com.optalocal.accounts.domain.note.NoteFields;
import com.optalocal.accounts.domain.organization.OrgId;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/// Takes an identity from its user's account, never the last one. With the portal's own word about
/// an address the address goes, too, and one that another identity proves takes its place.
public final class UnlinkIdentity {
  private final Users users;
  private final Identities identities;
  private final AuditTrail audit;
  private final UnitOfWork work;
  private final InstantSource clock;

  public enum Outcome {
    UNLINKED,
    NO_SUCH_IDENTITY,
    THE_ONLY_ONE,
    /// The address that would take the old one's place is another account's.
    EMAIL_TAKEN
  }

  public UnlinkIdentity(
      Users users, Identities identities, AuditTrail audit, UnitOfWork work, InstantSource clock) {
    this.users = users;
    this.identities = identities;
    this.audit = audit;
    this.work = work;
    this.clock = clock;
  }

  public Outcome unlink(OrgId org, UserId user, String id) {
    Instant now = NoteFields.wholeSeconds(clock.instant());
    return work.atomically(() -> {
      List<Identity> all = identities.of(org, user);
      Optional<Identity> leaving =
          all.stream().filter(identity -> identity.id().equals(id)).findFirst();
      Optional<Account> account = users.find(org, user);
      if (leaving.isEmpty() || account.isEmpty()) {
        return Outcome.NO_SUCH_IDENTITY;
      }
      if (all.size() == 1) {
        return Outcome.THE_ONLY_ONE;
      }
      List<Identity> left = all.stream().filter(identity -> !identity.id().equals(id)).toList();
      Account changed =
          LinkIdentity.Linked.account(without(account.get(), leaving.get(), left, now), left, now);
      if (!users.update(org, changed)) {
        return Outcome.EMAIL_TAKEN;
      }
      identities.remove(org, user, id);
      audit.append(
          org.auditLog(),
          AuditEvent.of(
              now,
              AuditAction.IDENTITY_UNLINKED,
              AuditField.personal("user", user),
              AuditField.open("provider", leaving.get().provider())));
      return Outcome.UNLINKED;
    });
  }

  private static Account without(
      Account account, Identity leaving, List<Identity> left, Instant now) {
    boolean losesEmail = leaving.provider().equals(Provider.EMAIL);
    boolean losesPhone = leaving.provider().equals(Provider.PHONE);
    if (!losesEmail && !losesPhone) {
      return account;
    }
    User user = account.user();
    Optional<Email> email = losesEmail ? provenBy(left) : user.email();
    Optional<Phone> phone = losesPhone ? Optional.empty() : user.phone();
    Account.Confirmed before = account.confirmed();
    return account
        .withUser(new User(user.id(), email, phone, user.name(), user.createdAt()))
        .withConfirmed(
            new Account.Confirmed(
                losesEmail ? email.map(proven -> now) : before.email(),
                losesPhone ? Optional.empty() : before.phone()));
  }

  private static Optional<Email> provenBy(List<Identity> identities) {
    return identities.stream()
        .filter(identity -> "true".equals(identity.data().members().get("email_verified")))
        .flatMap(identity -> identity.email().stream())
        .map(Email::new)
        .findFirst();
  }
}
