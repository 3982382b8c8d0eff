package com.optalocal.accounts.application.session;

import com.optalocal.accounts.application.UnitOfWork;
import com.optalocal.accounts.application.identity.MakeAccount;
import com.optalocal.accounts.application.identity.NewPasswords;
import com.optalocal.accounts.application.identity.Users;
import com.optalocal.accounts.domain.identity.Account;
import com.optalocal.accounts.domain.identity.Address;
import com.optalocal.accounts.domain.identity.Email;
import com.optalocal.accounts.domain.identity.Message;
import com.optalocal.accounts.domain.identity.MessagePurpose;
import com.optalocal.accounts.domain.identity.Metadata;
import com.optalocal.accounts.domain.identity.Password;
import com.optalocal.accounts.domain.identity.PasswordHash;
import com.optalocal.accounts.domain.identity.PasswordRules;
import com.optalocal.accounts.domain.organization.OrgId;
import com.optalocal.accounts.domain.organization.Role;
import com.optalocal.accounts.domain.redirect.Target;
import java.util.Optional;
import java.util.Set;

/// Makes a message for an operator's program, which invites somebody with it or brings it to them
/// itself. Whoever needs an account for it gets one. Only for callers with the operator's own key.
public final class MakeLink {
  private final Users users;
  private final MakeAccount makeAccount;
  private final NewPasswords passwords;
  private final IssueToken issue;
  private final UnitOfWork work;

  /// @param wanted the new address, for a change
  public record Order(
      MessagePurpose purpose,
      Email email,
      Optional<Email> wanted,
      Optional<Password> password,
      Metadata data,
      Target next) {}

  public sealed interface Outcome {
    record Made(Account account, Message message) implements Outcome {}

    record AddressTaken() implements Outcome {}

    record NoSuchUser() implements Outcome {}

    record WeakPassword(Set<PasswordRules.Weakness> weaknesses) implements Outcome {}
  }

  public MakeLink(
      Users users,
      MakeAccount makeAccount,
      NewPasswords passwords,
      IssueToken issue,
      UnitOfWork work) {
    this.users = users;
    this.makeAccount = makeAccount;
    this.passwords = passwords;
    this.issue = issue;
    this.work = work;
  }

  public Outcome make(OrgId org, Order order) {
    if (order.password().isPresent()) {
      Set<PasswordRules.Weakness> weaknesses =
          passwords.weaknesses(order.password().get(), Optional.of(order.email()));
      if (!weaknesses.isEmpty()) {
        return new Outcome.WeakPassword(weaknesses);
      }
    }
    Optional<PasswordHash> hash = order.password().map(passwords::hash);
    return work.atomically(() -> {
      Optional<Account> known = users.findByEmail(org, order.email());
      return switch (order.purpose()) {
        case SIGN_UP, INVITE ->
            known.filter(account -> account.confirmed().any().isPresent()).isPresent()
                ? new Outcome.AddressTaken()
                : made(org, known.or(() -> fresh(org, order, hash)), order);
        case MAGIC_LINK -> made(org, known.or(() -> fresh(org, order, hash)), order);
        case RECOVERY -> made(org, known, order);
        case EMAIL_CHANGE_CURRENT, EMAIL_CHANGE_NEW -> change(org, known, order);
        case PHONE_SIGN_UP, PHONE_SIGN_IN, PHONE_CHANGE, REAUTHENTICATION ->
            throw new IllegalArgumentException("no link of this kind is made for others");
      };
    });
  }

  private Optional<Account> fresh(OrgId org, Order order, Optional<PasswordHash> hash) {
    return makeAccount.make(
        org,
        new MakeAccount.Draft(
            Optional.of(new Address.Mail(order.email())), hash, order.data(), false, Role.MEMBER));
  }

  private Outcome made(OrgId org, Optional<Account> account, Order order) {
    return account
        .<Outcome>map(found -> made(org, found, new Address.Mail(order.email()), order))
        .orElseGet(Outcome.NoSuchUser::new);
  }

  private Outcome change(OrgId org, Optional<Account> known, Order order) {
    Email wanted =
        order
            .wanted()
            .orElseThrow(() -> new IllegalArgumentException("a change names the new address"));
    if (users.findByEmail(org, wanted).isPresent()) {
      return new Outcome.AddressTaken();
    }
    if (known.isEmpty()) {
      return new Outcome.NoSuchUser();
    }
    Account.Pending old = known.get().pending();
    int halves = old.email().equals(Optional.of(wanted)) ? old.emailHalves() : 0;
    Account wanting =
        known.get().withPending(new Account.Pending(Optional.of(wanted), halves, old.phone()));
    if (!users.update(org, wanting)) {
      throw new IllegalStateException("an account that keeps its addresses was refused");
    }
    return made(
        org,
        wanting,
        new Address.Mail(
            order.purpose() == MessagePurpose.EMAIL_CHANGE_NEW ? wanted : order.email()),
        order);
  }

  private Outcome made(OrgId org, Account account, Address to, Order order) {
    Message message =
        issue.issue(
            org,
            account.id(),
            new IssueToken.Letter(order.purpose(), to, Optional.empty(), order.next()));
    return new Outcome.Made(users.find(org, account.id()).orElseThrow(), message);
  }
}
