package com.optalocal.accounts.bootstrap.portal;

import com.optalocal.accounts.adapters.http.PortalUseCases;
import com.optalocal.accounts.adapters.http.Texts;
import com.optalocal.accounts.adapters.http.identity.Deferred;
import com.optalocal.accounts.adapters.http.identity.Delivery;
import com.optalocal.accounts.adapters.http.identity.MailboxMessages;
import com.optalocal.accounts.adapters.http.identity.MessageText;
import com.optalocal.accounts.adapters.http.identity.OutgoingMessages;
import com.optalocal.accounts.adapters.http.identity.SmtpDelivery;
import com.optalocal.accounts.adapters.http.identity.WebhookDelivery;
import com.optalocal.accounts.adapters.sqlite.SqliteDatabase;
import com.optalocal.accounts.adapters.sqlite.identity.SqliteFactors;
import com.optalocal.accounts.adapters.sqlite.identity.SqliteMailbox;
import com.optalocal.accounts.adapters.sqlite.session.SqliteOneTimeTokens;
import com.optalocal.accounts.application.UnitOfWork;
import com.optalocal.accounts.application.audit.AuditTrail;
import com.optalocal.accounts.application.identity.BreachedPasswords;
import com.optalocal.accounts.application.identity.CheckPassword;
import com.optalocal.accounts.application.identity.Credentials;
import com.optalocal.accounts.application.identity.DescribeUser;
import com.optalocal.accounts.application.identity.Identities;
import com.optalocal.accounts.application.identity.Mailbox;
import com.optalocal.accounts.application.identity.MakeAccount;
import com.optalocal.accounts.application.identity.Messages;
import com.optalocal.accounts.application.identity.NewPasswords;
import com.optalocal.accounts.application.identity.OwnerLink;
import com.optalocal.accounts.application.identity.PasswordHashing;
import com.optalocal.accounts.application.identity.RecordFailedMessage;
import com.optalocal.accounts.application.identity.SignUp;
import com.optalocal.accounts.application.identity.Users;
import com.optalocal.accounts.application.organization.Members;
import com.optalocal.accounts.application.session.AskForMessage;
import com.optalocal.accounts.application.session.AuthorizeFlow;
import com.optalocal.accounts.application.session.ChangeAccount;
import com.optalocal.accounts.application.session.ConfirmAddress;
import com.optalocal.accounts.application.session.IssueToken;
import com.optalocal.accounts.application.session.MakeLink;
import com.optalocal.accounts.application.session.MessagePause;
import com.optalocal.accounts.application.session.OneTimeTokens;
import com.optalocal.accounts.application.session.Post;
import com.optalocal.accounts.application.session.RegisterAccount;
import com.optalocal.accounts.application.session.SendToken;
import com.optalocal.accounts.application.session.Sessions;
import com.optalocal.accounts.application.session.VerifyToken;
import com.optalocal.accounts.domain.RandomBytes;
import com.optalocal.accounts.domain.identity.AccountRules;
import com.optalocal.accounts.domain.session.PortalUrl;
import com.optalocal.accounts.domain.session.crypto.CodeKey;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;

/// Accounts, their addresses and the messages that prove them, put together by hand for one run of
/// the portal.
final class IdentityParts implements AutoCloseable {
  private static final int AT_ONCE = 2;
  private static final int WAITING = 1000;

  private final PortalUseCases.People people;
  private final PortalUseCases.Addresses addresses;
  private final PortalUseCases.Post post;
  private final Deque<Runnable> toClose = new ArrayDeque<>();

  /// What accounts are kept in.
  record Stores(
      SqliteDatabase database,
      Users users,
      Identities identities,
      Credentials credentials,
      Members members,
      Sessions sessions,
      AuditTrail audit) {}

  /// What every part needs.
  record Ground(UnitOfWork work, RandomBytes random, InstantSource clock) {}

  /// @param folder the portal's own
  IdentityParts(
      Path folder,
      PortalUrl url,
      IdentitySettings settings,
      OwnerLink ownerLink,
      AuthorizeFlow flows,
      Stores stores,
      Ground ground) {
    RandomBytes random = ground.random();
    InstantSource clock = ground.clock();
    UnitOfWork work = ground.work();
    AccountRules rules = settings.rules();
    PasswordHashing hashing =
        new PasswordHashing(random, Math.max(1, Runtime.getRuntime().availableProcessors() - 1));
    NewPasswords passwords = new NewPasswords(hashing, breached(settings));
    MakeAccount makeAccount =
        new MakeAccount(
            new MakeAccount.Stores(
                stores.users(),
                stores.identities(),
                stores.credentials(),
                stores.members(),
                stores.audit()),
            work,
            random,
            clock);
    SignUp signUp = new SignUp(makeAccount, stores.members(), passwords, ownerLink, work);
    CodeKey key = new CodeKey(SigningKeyFile.secret(folder.resolve("one-time-code.key"), random));
    toClose.push(key::close);
    OneTimeTokens tokens = new SqliteOneTimeTokens(stores.database());
    Mailbox mailbox = new SqliteMailbox(stores.database());
    Messages messages = messages(url, settings, mailbox, stores.audit(), ground);
    IssueToken issue =
        new IssueToken(
            new IssueToken.Stores(tokens, stores.users(), stores.audit()),
            key,
            work,
            random,
            clock);
    MessagePause pause = new MessagePause(settings.pause(), clock);
    Deferred later = new Deferred("asked-for-messages", AT_ONCE, WAITING);
    toClose.push(later::close);
    Post sending = new Post(new SendToken(flows, issue, messages), pause, later);
    ConfirmAddress.Stores traces =
        new ConfirmAddress.Stores(
            stores.users(),
            stores.identities(),
            stores.credentials(),
            stores.sessions(),
            stores.audit());
    ConfirmAddress confirm = new ConfirmAddress(traces, rules, random);
    VerifyToken verify =
        new VerifyToken(
            tokens, confirm, stores.audit(), new VerifyToken.Codes(key, rules), work, clock);
    people =
        new PortalUseCases.People(
            signUp,
            new CheckPassword(stores.users(), stores.credentials(), hashing),
            new DescribeUser(
                stores.users(), stores.identities(), new SqliteFactors(stores.database())));
    addresses =
        new PortalUseCases.Addresses(
            new RegisterAccount(
                signUp,
                makeAccount,
                new RegisterAccount.Accounts(
                    stores.users(), stores.credentials(), passwords, stores.audit(), work),
                sending,
                rules,
                clock),
            makeAccount,
            new AskForMessage(stores.users(), makeAccount, sending, clock),
            verify,
            new ChangeAccount(
                traces,
                new ChangeAccount.Proofs(passwords, verify, confirm),
                new ChangeAccount.Letters(flows, issue, pause, messages),
                rules,
                work,
                clock),
            rules);
    post =
        new PortalUseCases.Post(
            new MakeLink(stores.users(), makeAccount, passwords, issue, work), messages, mailbox);
  }

  PortalUseCases.People people() {
    return people;
  }

  PortalUseCases.Addresses addresses() {
    return addresses;
  }

  PortalUseCases.Post post() {
    return post;
  }

  private BreachedPasswords breached(IdentitySettings settings) {
    if (settings.breached().isEmpty()) {
      return password -> false;
    }
    BreachedPasswordFile file = new BreachedPasswordFile(settings.breached().get());
    toClose.push(file::close);
    return file;
  }

  private Messages messages(
      PortalUrl url, IdentitySettings settings, Mailbox mailbox, AuditTrail audit, Ground ground) {
    MessageText text = new MessageText(url, new Texts());
    if (settings.smtp().isPresent()) {
      return outgoing(new SmtpDelivery(settings.smtp().get(), text), audit, ground);
    }
    if (settings.webhook().isPresent()) {
      WebhookDelivery webhook =
          new WebhookDelivery(settings.webhook().get(), text, url, ground.clock());
      toClose.push(webhook::close);
      return outgoing(webhook, audit, ground);
    }
    return new MailboxMessages(mailbox, text, ground.clock());
  }

  private Messages outgoing(Delivery delivery, AuditTrail audit, Ground ground) {
    Deferred queue = new Deferred("messages", AT_ONCE, WAITING);
    toClose.push(queue::close);
    return new OutgoingMessages(
        delivery, queue, new RecordFailedMessage(audit, ground.work(), ground.clock()));
  }

  /// Gives what is under way a few seconds, first what others wait for.
  @Override
  public void close() {
    toClose.forEach(Runnable::run);
  }
}
