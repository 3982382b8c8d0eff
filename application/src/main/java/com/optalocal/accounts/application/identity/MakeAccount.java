package com.optalocal.accounts.application.identity;

import com.optalocal.accounts.application.UnitOfWork;
import com.optalocal.accounts.application.audit.AuditTrail;
import com.optalocal.accounts.application.organization.Members;
import com.optalocal.accounts.domain.RandomBytes;
import com.optalocal.accounts.domain.UserId;
import com.optalocal.accounts.domain.audit.AuditAction;
import com.optalocal.accounts.domain.audit.AuditEvent;
import com.optalocal.accounts.domain.audit.AuditField;
import com.optalocal.accounts.domain.identity.Account;
import com.optalocal.accounts.domain.identity.Address;
import com.optalocal.accounts.domain.identity.Email;
import com.optalocal.accounts.domain.identity.Identity;
import com.optalocal.accounts.domain.identity.Metadata;
import com.optalocal.accounts.domain.identity.PasswordHash;
import com.optalocal.accounts.domain.identity.Phone;
import com.optalocal.accounts.domain.identity.Provider;
import com.optalocal.accounts.domain.identity.User;
import com.optalocal.accounts.domain.note.NoteFields;
import com.optalocal.accounts.domain.organization.OrgId;
import com.optalocal.accounts.domain.organization.Role;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Makes an account with all that belongs to it, however somebody came to have one.
public final class MakeAccount {
  private final Stores stores;
  private final UnitOfWork work;
  private final RandomBytes random;
  private final InstantSource clock;

  /// The stores that a new account is spread over.
  public record Stores(
      Users users,
      Identities identities,
      Credentials credentials,
      Members members,
      AuditTrail audit) {}

  /// The account that is wanted.
  ///
  /// @param address none makes a guest
  /// @param proven whether the address counts as theirs
  public record Draft(
      Optional<Address> address,
      Optional<PasswordHash> password,
      Metadata data,
      boolean proven,
      Role role) {
    public Draft(Address address, Metadata data) {
      this(Optional.of(address), Optional.empty(), data, false, Role.MEMBER);
    }

    public static Draft guest(Metadata data) {
      return new Draft(Optional.empty(), Optional.empty(), data, false, Role.MEMBER);
    }
  }

  public MakeAccount(Stores stores, UnitOfWork work, RandomBytes random, InstantSource clock) {
    this.stores = stores;
    this.work = work;
    this.random = random;
    this.clock = clock;
  }

  /// The new account; empty if its address is taken.
  public Optional<Account> make(OrgId org, Draft draft) {
    Instant now = NoteFields.wholeSeconds(clock.instant());
    Account account = account(draft, now);
    Optional<Identity> identity = draft.address().map(to -> identity(account, to, now));
    return work.atomically(() -> {
      if (!stores.users().add(org, account)) {
        return Optional.empty();
      }
      identity.ifPresent(own -> stores.identities().add(org, own));
      draft.password().ifPresent(hash -> stores.credentials().setPassword(org, account.id(), hash));
      stores.members().put(org, account.id(), draft.role());
      stores.audit().append(org.auditLog(), event(account, draft.role(), now));
      return Optional.of(account);
    });
  }

  /// An account like one that [#make] answers, which is kept nowhere.
  public Account pretend(Draft draft) {
    return account(draft, NoteFields.wholeSeconds(clock.instant()));
  }

  private Account account(Draft draft, Instant now) {
    Optional<Email> email = draft.address().flatMap(Address::email);
    Optional<Phone> phone = draft.address().flatMap(Address::phone);
    User user = new User(UserId.generate(random), email, phone, Optional.empty(), now);
    Account account = draft.proven() ? Account.of(user) : Account.fresh(user);
    return account
        .withStanding(
            new Account.Standing(draft.address().isEmpty(), Optional.empty(), Optional.empty()))
        .withUserMetadata(draft.data())
        .withAppMetadata(draft.address().map(MakeAccount::vouching).orElse(Metadata.EMPTY));
  }

  /// The `app_metadata` of somebody whom the portal knows by `address`.
  private static Metadata vouching(Address address) {
    String provider = provider(address).value();
    return Metadata.of("provider", provider).withTexts("providers", List.of(provider));
  }

  private static Provider provider(Address address) {
    return address instanceof Address.Mail ? Provider.EMAIL : Provider.PHONE;
  }

  private Identity identity(Account account, Address address, Instant now) {
    String id = UserId.generate(random).value();
    // what counts as proven for want of a proof is not told to others as verified
    return switch (address) {
      case Address.Mail(var email) -> Identity.ofEmail(id, account.id(), email, false, now);
      case Address.Mobile(var phone) -> Identity.ofPhone(id, account.id(), phone, false, now);
    };
  }

  private static AuditEvent event(Account account, Role role, Instant now) {
    List<AuditField> fields = new ArrayList<>();
    fields.add(AuditField.personal("user", account.id()));
    account.user().email().ifPresent(email -> fields.add(AuditField.personal("email", email)));
    account.user().phone().ifPresent(phone -> fields.add(AuditField.personal("phone", phone)));
    fields.add(AuditField.open("role", role.code()));
    return AuditEvent.of(now, AuditAction.USER_SIGNED_UP, fields.toArray(AuditField[]::new));
  }
}
