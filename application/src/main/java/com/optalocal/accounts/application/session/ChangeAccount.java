package com.optalocal.accounts.application.session;

import com.optalocal.accounts.application.UnitOfWork;
import com.optalocal.accounts.application.identity.Messages;
import com.optalocal.accounts.application.identity.NewPasswords;
import com.optalocal.accounts.domain.audit.AuditAction;
import com.optalocal.accounts.domain.audit.AuditEvent;
import com.optalocal.accounts.domain.audit.AuditField;
import com.optalocal.accounts.domain.identity.Account;
import com.optalocal.accounts.domain.identity.AccountRules;
import com.optalocal.accounts.domain.identity.Address;
import com.optalocal.accounts.domain.identity.Message;
import com.optalocal.accounts.domain.identity.MessagePurpose;
import com.optalocal.accounts.domain.identity.Metadata;
import com.optalocal.accounts.domain.identity.OneTimeCode;
import com.optalocal.accounts.domain.identity.Password;
import com.optalocal.accounts.domain.identity.PasswordHash;
import com.optalocal.accounts.domain.identity.PasswordRules;
import com.optalocal.accounts.domain.note.NoteFields;
import com.optalocal.accounts.domain.organization.OrgId;
import com.optalocal.accounts.domain.session.Actor;
import com.optalocal.accounts.domain.session.FlowId;
import com.optalocal.accounts.domain.session.SessionId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Changes the asker's own account: all that they ask for, or nothing. A new address counts once it
/// is proven, at the old one too where the operator wants that. A new password ends their other
/// sessions.
public final class ChangeAccount {
  private final ConfirmAddress.Stores stores;
  private final Proofs proofs;
  private final Letters letters;
  private final AccountRules rules;
  private final UnitOfWork work;
  private final InstantSource clock;

  /// What a change is checked with.
  public record Proofs(NewPasswords passwords, VerifyToken verify, ConfirmAddress confirm) {}

  /// What messages about a change need.
  public record Letters(
      AuthorizeFlow flows, IssueToken issue, MessagePause pause, Messages messages) {}

  /// What somebody wants to be otherwise.
  public record Change(
      List<Address> addresses,
      Optional<NewPassword> password,
      Optional<Metadata> data,
      Onward onward) {
    public Change {
      addresses = List.copyOf(addresses);
    }
  }

  /// @param current the password so far, where the program asked for it
  /// @param nonce the code from a message
  public record NewPassword(
      Password wanted, Optional<Password> current, Optional<OneTimeCode> nonce) {}

  public sealed interface Outcome {
    record Changed(Account account) implements Outcome {}

    record AddressTaken(Address address) implements Outcome {}

    record WeakPassword(Set<PasswordRules.Weakness> weaknesses) implements Outcome {}

    record SamePassword() implements Outcome {}

    record WrongPassword() implements Outcome {}

    record NonceNeeded() implements Outcome {}

    record NonceWrong() implements Outcome {}

    record TooSoon(Address address, Duration left) implements Outcome {}

    record Gone() implements Outcome {}
  }

  public ChangeAccount(
      ConfirmAddress.Stores stores,
      Proofs proofs,
      Letters letters,
      AccountRules rules,
      UnitOfWork work,
      InstantSource clock) {
    this.stores = stores;
    this.proofs = proofs;
    this.letters = letters;
    this.rules = rules;
    this.work = work;
    this.clock = clock;
  }

  public Outcome change(Actor actor, Change change) {
    OrgId org = actor.org();
    Optional<Account> account = stores.users().find(org, actor.userId());
    if (account.isEmpty()) {
      return new Outcome.Gone();
    }
    Optional<Outcome> refused =
        change
            .password()
            .flatMap(password -> refusal(org, account.get(), password))
            .or(() -> refusal(org, account.get(), change.addresses()));
    if (refused.isPresent()) {
      return refused.get();
    }
    Optional<PasswordHash> hash =
        change.password().map(password -> proofs.passwords().hash(password.wanted()));
    Optional<FlowId> flow =
        change
            .onward()
            .challenge()
            .map(challenge ->
                letters
                    .flows()
                    .begin(org, challenge, SendToken.method(MessagePurpose.EMAIL_CHANGE_NEW)));
    List<Message> toSend = new ArrayList<>();
    Outcome outcome;
    try {
      outcome = work.atomically(() -> apply(actor, change, hash, flow, toSend));
    } catch (Taken taken) {
      return new Outcome.AddressTaken(taken.address);
    }
    toSend.forEach(message -> letters.messages().send(org, message));
    return outcome;
  }

  /// Why the new password is not taken, if it is not.
  private Optional<Outcome> refusal(OrgId org, Account account, NewPassword password) {
    Optional<PasswordHash> held = stores.credentials().password(org, account.id());
    if (password
        .current()
        .filter(current -> !proofs.passwords().matches(current, held))
        .isPresent()) {
      return Optional.of(new Outcome.WrongPassword());
    }
    if (rules.reauthenticates() && password.nonce().isEmpty()) {
      return Optional.of(new Outcome.NonceNeeded());
    }
    Set<PasswordRules.Weakness> weaknesses =
        proofs.passwords().weaknesses(password.wanted(), account.user().email());
    if (!weaknesses.isEmpty()) {
      return Optional.of(new Outcome.WeakPassword(weaknesses));
    }
    return held.isPresent() && proofs.passwords().matches(password.wanted(), held)
        ? Optional.of(new Outcome.SamePassword())
        : Optional.empty();
  }

  private Optional<Outcome> refusal(OrgId org, Account account, List<Address> addresses) {
    for (Address address : addresses) {
      if (!has(account, address)) {
        if (stores.users().findByAddress(org, address).isPresent()) {
          return Optional.of(new Outcome.AddressTaken(address));
        }
        Optional<Duration> wait =
            rules.needsProof(address)
                ? letters.pause().admit(purpose(address), address)
                : Optional.empty();
        if (wait.isPresent()) {
          return Optional.of(new Outcome.TooSoon(address, wait.get()));
        }
      }
    }
    return Optional.empty();
  }

  private static boolean has(Account account, Address address) {
    return switch (address) {
      case Address.Mail(var email) -> account.user().email().equals(Optional.of(email));
      case Address.Mobile(var phone) -> account.user().phone().equals(Optional.of(phone));
    };
  }

  private static MessagePurpose purpose(Address address) {
    return address instanceof Address.Mail
        ? MessagePurpose.EMAIL_CHANGE_NEW
        : MessagePurpose.PHONE_CHANGE;
  }

  private Outcome apply(
      Actor actor,
      Change change,
      Optional<PasswordHash> hash,
      Optional<FlowId> flow,
      List<Message> toSend) {
    OrgId org = actor.org();
    Instant now = NoteFields.wholeSeconds(clock.instant());
    Optional<Account> found = stores.users().find(org, actor.userId());
    if (found.isEmpty()) {
      return new Outcome.Gone();
    }
    if (rules.reauthenticates()
        && change.password().isPresent()
        && !provesNonce(org, found.get(), change.password().get())) {
      return new Outcome.NonceWrong();
    }
    Account account = found.get();
    if (change.data().isPresent()) {
      account =
          account.withUserMetadata(account.userMetadata().merge(change.data().get())).updated(now);
      keep(org, account);
      record(actor, AuditAction.USER_DATA_CHANGED, now);
    }
    for (Address address : change.addresses()) {
      if (!has(account, address)) {
        account =
            rules.needsProof(address)
                ? want(org, account, address, flow, change.onward(), toSend)
                : take(org, account, address, now);
      }
    }
    if (hash.isPresent()) {
      stores.credentials().setPassword(org, account.id(), hash.get());
      record(actor, AuditAction.USER_PASSWORD_CHANGED, now);
      endOtherSessions(actor, now);
    }
    return new Outcome.Changed(
        stores.users().find(org, actor.userId()).orElseThrow(IllegalStateException::new));
  }

  private boolean provesNonce(OrgId org, Account account, NewPassword password) {
    Optional<Address> address = address(account);
    return address.isPresent()
        && password.nonce().isPresent()
        && proofs.verify().takesNonce(org, account.id(), address.get(), password.nonce().get());
  }

  /// Where somebody is asked to prove that it is still them.
  public static Optional<Address> address(Account account) {
    return account
        .user()
        .email()
        .<Address>map(Address.Mail::new)
        .or(() -> account.user().phone().map(Address.Mobile::new));
  }

  private Account take(OrgId org, Account account, Address address, Instant now) {
    ConfirmAddress.Outcome kept =
        proofs
            .confirm()
            .keep(
                org,
                ConfirmAddress.withAddress(account, address),
                address,
                AuditAction.USER_ADDRESS_CHANGED,
                now);
    if (kept instanceof ConfirmAddress.Outcome.Confirmed(var changed)) {
      return changed;
    }
    throw new Taken(address);
  }

  private Account want(
      OrgId org,
      Account account,
      Address address,
      Optional<FlowId> flow,
      Onward onward,
      List<Message> toSend) {
    Account.Pending old = account.pending();
    Account wanting =
        account.withPending(
            switch (address) {
              case Address.Mail(var email) ->
                  new Account.Pending(Optional.of(email), 0, old.phone());
              case Address.Mobile(var phone) ->
                  new Account.Pending(old.email(), old.emailHalves(), Optional.of(phone));
            });
    keep(org, wanting);
    toSend.add(
        letters
            .issue()
            .issue(
                org,
                account.id(),
                new IssueToken.Letter(purpose(address), address, flow, onward.next())));
    if (address instanceof Address.Mail
        && rules.bothConfirmChange()
        && ConfirmAddress.needsOld(account)) {
      toSend.add(
          letters
              .issue()
              .issue(
                  org,
                  account.id(),
                  new IssueToken.Letter(
                      MessagePurpose.EMAIL_CHANGE_CURRENT,
                      new Address.Mail(account.user().email().orElseThrow()),
                      flow,
                      onward.next())));
    }
    return stores.users().find(org, account.id()).orElseThrow(IllegalStateException::new);
  }

  private void keep(OrgId org, Account account) {
    if (!stores.users().update(org, account)) {
      throw new IllegalStateException("an account that keeps its addresses was refused");
    }
  }

  private void endOtherSessions(Actor actor, Instant now) {
    for (SessionId ended :
        stores.sessions().endAll(actor.org(), actor.userId(), Optional.of(actor.session()), now)) {
      stores
          .audit()
          .append(
              actor.org().auditLog(),
              AuditEvent.of(
                  now,
                  AuditAction.SESSION_ENDED,
                  AuditField.personal("user", actor.userId()),
                  AuditField.open("session", ended)));
    }
  }

  private void record(Actor actor, AuditAction action, Instant now) {
    stores
        .audit()
        .append(
            actor.org().auditLog(),
            AuditEvent.of(
                now,
                action,
                AuditField.personal("user", actor.userId()),
                AuditField.open("session", actor.session())));
  }

  /// Undoes the unit of work: somebody else took the address in the meantime.
  private static final class Taken extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final transient Address address;

    Taken(Address address) {
      super("the address is taken", null, false, false);
      this.address = address;
    }
  }
}
