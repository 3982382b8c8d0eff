package com.optalocal.accounts.application.session;

import com.optalocal.accounts.application.identity.MakeAccount;
import com.optalocal.accounts.application.identity.Users;
import com.optalocal.accounts.domain.UserId;
import com.optalocal.accounts.domain.identity.Account;
import com.optalocal.accounts.domain.identity.Address;
import com.optalocal.accounts.domain.identity.Email;
import com.optalocal.accounts.domain.identity.MessagePurpose;
import com.optalocal.accounts.domain.identity.Metadata;
import com.optalocal.accounts.domain.organization.OrgId;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/// Sends the messages that anybody may ask for. The answer is given before anybody is looked up, so
/// neither it nor its time tells who has an account.
public final class AskForMessage {
  private final Users users;
  private final MakeAccount makeAccount;
  private final Post post;
  private final InstantSource clock;

  /// What somebody asks for.
  public sealed interface Wish {
    Address to();

    MessagePurpose purpose();

    /// A way back in without the password.
    record Recovery(Email email) implements Wish {
      @Override
      public Address to() {
        return new Address.Mail(email);
      }

      @Override
      public MessagePurpose purpose() {
        return MessagePurpose.RECOVERY;
      }
    }

    /// A way in without a password.
    ///
    /// @param create whether somebody without an account gets one, with `data`
    record SignIn(Address to, boolean create, Metadata data) implements Wish {
      @Override
      public MessagePurpose purpose() {
        return to instanceof Address.Mail
            ? MessagePurpose.MAGIC_LINK
            : MessagePurpose.PHONE_SIGN_IN;
      }
    }

    /// The message of a sign-up, or of a change of address, once more; `to` is the address that the
    /// account has.
    record Again(MessagePurpose purpose, Address to) implements Wish {}

    /// A code for somebody who is signed in, to prove that it is still them.
    record Reauthentication(UserId user, Address to) implements Wish {
      @Override
      public MessagePurpose purpose() {
        return MessagePurpose.REAUTHENTICATION;
      }
    }
  }

  public sealed interface Outcome {
    record Accepted() implements Outcome {}

    record TooSoon(Duration left) implements Outcome {}
  }

  public AskForMessage(Users users, MakeAccount makeAccount, Post post, InstantSource clock) {
    this.users = users;
    this.makeAccount = makeAccount;
    this.post = post;
    this.clock = clock;
  }

  public Outcome ask(OrgId org, Wish wish, Onward onward) {
    Optional<Duration> wait = post.pause().admit(wish.purpose(), wish.to());
    if (wait.isPresent()) {
      return new Outcome.TooSoon(wait.get());
    }
    post.later().execute(() -> grant(org, wish, onward));
    return new Outcome.Accepted();
  }

  private void grant(OrgId org, Wish wish, Onward onward) {
    Optional<Account> known =
        users
            .findByAddress(org, wish.to())
            .filter(account -> account.standing().deletedAt().isEmpty());
    if (known.filter(account -> account.standing().isBanned(clock.instant())).isPresent()) {
      return;
    }
    switch (wish) {
      case Wish.Recovery recovery ->
          known.ifPresent(account -> send(org, account, wish.purpose(), wish.to(), onward));
      case Wish.SignIn(var to, var create, var data) ->
          known
              .or(() ->
                  create
                      ? makeAccount.make(org, new MakeAccount.Draft(to, data))
                      : Optional.empty())
              .ifPresent(account -> send(org, account, wish.purpose(), to, onward));
      case Wish.Again(var purpose, var to) ->
          known.ifPresent(account -> sendAgain(org, account, purpose, to, onward));
      case Wish.Reauthentication(var user, var to) ->
          known
              .filter(account -> account.id().equals(user))
              .ifPresent(account -> send(org, account, wish.purpose(), to, onward));
    }
  }

  private void sendAgain(
      OrgId org, Account account, MessagePurpose purpose, Address to, Onward onward) {
    switch (purpose) {
      case EMAIL_CHANGE_CURRENT, EMAIL_CHANGE_NEW ->
          account
              .pending()
              .email()
              .ifPresent(wanted ->
                  send(
                      org,
                      account,
                      MessagePurpose.EMAIL_CHANGE_NEW,
                      new Address.Mail(wanted),
                      onward));
      case PHONE_CHANGE ->
          account
              .pending()
              .phone()
              .ifPresent(wanted -> send(org, account, purpose, new Address.Mobile(wanted), onward));
      default -> {
        if (account.confirmed().any().isEmpty()) {
          send(org, account, purpose, to, onward);
        }
      }
    }
  }

  private void send(OrgId org, Account account, MessagePurpose purpose, Address to, Onward onward) {
    post.send().send(org, account.id(), purpose, to, onward);
  }
}
