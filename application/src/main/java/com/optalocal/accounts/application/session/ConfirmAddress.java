package com.optalocal.accounts.application.session;

import com.optalocal.accounts.application.audit.AuditTrail;
import com.optalocal.accounts.application.identity.Credentials;
import com.optalocal.accounts.application.identity.Identities;
import com.optalocal.accounts.application.identity.Users;
import com.optalocal.accounts.domain.RandomBytes;
import com.optalocal.accounts.domain.UserId;
import com.optalocal.accounts.domain.audit.AuditAction;
import com.optalocal.accounts.domain.audit.AuditEvent;
import com.optalocal.accounts.domain.audit.AuditField;
import com.optalocal.accounts.domain.identity.Account;
import com.optalocal.accounts.domain.identity.AccountRules;
import com.optalocal.accounts.domain.identity.Address;
import com.optalocal.accounts.domain.identity.Identity;
import com.optalocal.accounts.domain.identity.Metadata;
import com.optalocal.accounts.domain.identity.Provider;
import com.optalocal.accounts.domain.identity.User;
import com.optalocal.accounts.domain.organization.OrgId;
import com.optalocal.accounts.domain.session.OneTimeToken;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What follows from a proof that an address is its user's. Runs inside the unit of work that took
/// the proof.
///
/// Somebody may have signed up with another's address and a password of their own. When the address
/// is then proven by a message that did not come of that sign-up, the password and all sessions go:
/// they are not of whoever reads the address's messages.
public final class ConfirmAddress {
  private final Stores stores;
  private final AccountRules rules;
  private final RandomBytes random;

  /// Where an address leaves its traces.
  public record Stores(
      Users users,
      Identities identities,
      Credentials credentials,
      Sessions sessions,
      AuditTrail audit) {}

  sealed interface Outcome {
    record Confirmed(Account account) implements Outcome {}

    record HalfWay() implements Outcome {}

    /// The account has another address by now, or somebody else has this one.
    record Overtaken() implements Outcome {}
  }

  public ConfirmAddress(Stores stores, AccountRules rules, RandomBytes random) {
    this.stores = stores;
    this.rules = rules;
    this.random = random;
  }

  Outcome confirm(OrgId org, OneTimeToken token, Instant now) {
    Optional<Account> found = stores.users().find(org, token.user());
    if (found.isEmpty() || found.get().standing().deletedAt().isPresent()) {
      return new Outcome.Overtaken();
    }
    Account account = found.get();
    Address address = token.address();
    return switch (token.purpose()) {
      case SIGN_UP, INVITE, PHONE_SIGN_UP ->
          has(account, address) ? proven(org, account, address, now) : new Outcome.Overtaken();
      case MAGIC_LINK, RECOVERY, PHONE_SIGN_IN -> {
        if (!has(account, address)) {
          yield new Outcome.Overtaken();
        }
        if (!account.hasProven(address)) {
          stores.credentials().removePassword(org, account.id());
          stores.sessions().endAll(org, account.id(), Optional.empty(), now);
        }
        yield proven(org, account, address, now);
      }
      case EMAIL_CHANGE_CURRENT ->
          has(account, address) ? agreed(org, account, now) : new Outcome.Overtaken();
      case EMAIL_CHANGE_NEW, PHONE_CHANGE ->
          wants(account, address)
              ? changed(org, account, address, Account.Pending.NEW_AGREED, now)
              : new Outcome.Overtaken();
      case REAUTHENTICATION -> throw new IllegalStateException("proves no address");
    };
  }

  private static boolean has(Account account, Address address) {
    return address.email().isPresent()
        ? account.user().email().equals(address.email())
        : account.user().phone().equals(address.phone());
  }

  private static boolean wants(Account account, Address address) {
    return address.email().isPresent()
        ? account.pending().email().equals(address.email())
        : account.pending().phone().equals(address.phone());
  }

  /// The address that they have is theirs.
  private Outcome proven(OrgId org, Account account, Address address, Instant now) {
    return account.hasProven(address)
        ? new Outcome.Confirmed(account)
        : keep(org, account, address, AuditAction.USER_ADDRESS_CONFIRMED, now);
  }

  /// The old address agrees to the new one.
  private Outcome agreed(OrgId org, Account account, Instant now) {
    return account
        .pending()
        .email()
        .map(wanted ->
            changed(org, account, new Address.Mail(wanted), Account.Pending.OLD_AGREED, now))
        .orElseGet(Outcome.Overtaken::new);
  }

  private Outcome changed(OrgId org, Account account, Address wanted, int half, Instant now) {
    Account.Pending pending = account.pending();
    // which of the two, not how many: one of them answered twice is not both
    int halves = pending.emailHalves() | half;
    boolean both = wanted.email().isPresent() && rules.bothConfirmChange() && needsOld(account);
    if (both && halves != Account.Pending.BOTH_AGREED) {
      Account waiting =
          account.withPending(new Account.Pending(pending.email(), halves, pending.phone()));
      return stores.users().update(org, waiting.updated(now))
          ? new Outcome.HalfWay()
          : new Outcome.Overtaken();
    }
    if (!both && half == Account.Pending.OLD_AGREED) {
      return new Outcome.Overtaken();
    }
    return keep(org, withAddress(account, wanted), wanted, AuditAction.USER_ADDRESS_CHANGED, now);
  }

  /// Only an address that was proven has a say in its own replacement.
  static boolean needsOld(Account account) {
    return account.user().email().isPresent() && account.confirmed().email().isPresent();
  }

  /// `account` with `address` in place of what it had, and nothing wanted any more.
  static Account withAddress(Account account, Address address) {
    User user = account.user();
    Account.Pending pending = account.pending();
    return switch (address) {
      case Address.Mail(var email) ->
          account
              .withUser(
                  new User(
                      user.id(), Optional.of(email), user.phone(), user.name(), user.createdAt()))
              .withPending(new Account.Pending(Optional.empty(), 0, pending.phone()));
      case Address.Mobile(var phone) ->
          account
              .withUser(
                  new User(
                      user.id(), user.email(), Optional.of(phone), user.name(), user.createdAt()))
              .withPending(
                  new Account.Pending(pending.email(), pending.emailHalves(), Optional.empty()));
    };
  }

  /// Keeps `account`, whose `address` is proven now, with the identity that says so.
  Outcome keep(OrgId org, Account account, Address address, AuditAction action, Instant now) {
    Account.Confirmed old = account.confirmed();
    Optional<Instant> at = Optional.of(now);
    Account proven =
        account
            .withConfirmed(
                address.email().isPresent()
                    ? new Account.Confirmed(at, old.phone())
                    : new Account.Confirmed(old.email(), at))
            .withStanding(
                new Account.Standing(
                    false, account.standing().bannedUntil(), account.standing().deletedAt()));
    if (!stores.users().update(org, proven)) {
      return new Outcome.Overtaken();
    }
    vouch(org, proven.id(), address, now);
    Account known = proven.withAppMetadata(vouchedBy(org, proven)).updated(now);
    if (!stores.users().update(org, known)) {
      return new Outcome.Overtaken();
    }
    stores
        .audit()
        .append(
            org.auditLog(),
            AuditEvent.of(
                now,
                action,
                AuditField.personal("user", known.id()),
                AuditField.personal("address", address)));
    return new Outcome.Confirmed(known);
  }

  private void vouch(OrgId org, UserId user, Address address, Instant now) {
    String id = UserId.generate(random).value();
    Identity fresh =
        switch (address) {
          case Address.Mail(var email) -> Identity.ofEmail(id, user, email, true, now);
          case Address.Mobile(var phone) -> Identity.ofPhone(id, user, phone, true, now);
        };
    stores
        .identities()
        .find(org, fresh.issuer(), fresh.subject())
        .ifPresentOrElse(
            known -> stores.identities().update(org, known.withData(fresh.data(), now)),
            () -> stores.identities().add(org, fresh));
  }

  private Metadata vouchedBy(OrgId org, Account account) {
    List<String> providers =
        stores.identities().of(org, account.id()).stream()
            .map(Identity::provider)
            .map(Provider::value)
            .distinct()
            .toList();
    return account
        .appMetadata()
        .withText("provider", providers.getFirst())
        .withTexts("providers", providers);
  }
}
