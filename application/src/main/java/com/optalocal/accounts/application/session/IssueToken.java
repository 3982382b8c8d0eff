package com.optalocal.accounts.application.session;

import com.optalocal.accounts.application.UnitOfWork;
import com.optalocal.accounts.application.audit.AuditTrail;
import com.optalocal.accounts.application.identity.Users;
import com.optalocal.accounts.domain.BearerSecret;
import com.optalocal.accounts.domain.RandomBytes;
import com.optalocal.accounts.domain.UserId;
import com.optalocal.accounts.domain.audit.AuditAction;
import com.optalocal.accounts.domain.audit.AuditEvent;
import com.optalocal.accounts.domain.audit.AuditField;
import com.optalocal.accounts.domain.identity.Account;
import com.optalocal.accounts.domain.identity.Address;
import com.optalocal.accounts.domain.identity.Message;
import com.optalocal.accounts.domain.identity.MessagePurpose;
import com.optalocal.accounts.domain.identity.OneTimeCode;
import com.optalocal.accounts.domain.note.NoteFields;
import com.optalocal.accounts.domain.organization.OrgId;
import com.optalocal.accounts.domain.redirect.Target;
import com.optalocal.accounts.domain.session.FlowId;
import com.optalocal.accounts.domain.session.OneTimeToken;
import com.optalocal.accounts.domain.session.crypto.CodeKey;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/// Makes the message that lets somebody prove an address, and remembers what is in it. Whatever an
/// earlier message of the same slot carried is void from then on.
public final class IssueToken {
  private final Stores stores;
  private final CodeKey key;
  private final UnitOfWork work;
  private final RandomBytes random;
  private final InstantSource clock;

  /// What a message leaves behind.
  public record Stores(OneTimeTokens tokens, Users users, AuditTrail audit) {}

  /// @param flow the program's sign-in that goes on behind the link
  public record Letter(MessagePurpose purpose, Address to, Optional<FlowId> flow, Target next) {}

  public IssueToken(
      Stores stores, CodeKey key, UnitOfWork work, RandomBytes random, InstantSource clock) {
    this.stores = stores;
    this.key = key;
    this.work = work;
    this.random = random;
    this.clock = clock;
  }

  /// The message, for whoever sends it once this is durable; joins a unit of work that is under
  /// way.
  public Message issue(OrgId org, UserId user, Letter letter) {
    Instant now = NoteFields.wholeSeconds(clock.instant());
    Message message =
        new Message(
            letter.purpose(),
            letter.to(),
            BearerSecret.generate(random, ""),
            OneTimeCode.generate(random),
            letter.next());
    OneTimeToken token =
        new OneTimeToken(
            user,
            letter.purpose(),
            letter.to(),
            new OneTimeToken.Secrets(
                message.token().hash(),
                key.mac(user, letter.purpose(), letter.to(), message.code())),
            letter.flow(),
            0,
            now);
    return work.atomically(() -> {
      stores.tokens().put(org, token);
      stores
          .users()
          .find(org, user)
          .ifPresent(account -> update(org, account.withSent(sent(account, letter, now))));
      stores
          .audit()
          .append(
              org.auditLog(),
              AuditEvent.of(
                  now,
                  AuditAction.MESSAGE_SENT,
                  AuditField.personal("user", user),
                  AuditField.personal("to", letter.to()),
                  AuditField.open("purpose", letter.purpose().code())));
      return message;
    });
  }

  private void update(OrgId org, Account account) {
    if (!stores.users().update(org, account)) {
      throw new IllegalStateException("a time cannot take an address");
    }
  }

  private static Account.Sent sent(Account account, Letter letter, Instant now) {
    Account.Sent old = account.sent();
    Optional<Instant> at = Optional.of(now);
    return switch (letter.purpose()) {
      case INVITE ->
          new Account.Sent(
              at, at, old.recovery(), old.emailChange(), old.phoneChange(), old.reauthentication());
      case SIGN_UP, PHONE_SIGN_UP, PHONE_SIGN_IN ->
          new Account.Sent(
              old.invitation(),
              at,
              old.recovery(),
              old.emailChange(),
              old.phoneChange(),
              old.reauthentication());
      case MAGIC_LINK, RECOVERY ->
          new Account.Sent(
              old.invitation(),
              old.confirmation(),
              at,
              old.emailChange(),
              old.phoneChange(),
              old.reauthentication());
      case EMAIL_CHANGE_CURRENT, EMAIL_CHANGE_NEW ->
          new Account.Sent(
              old.invitation(),
              old.confirmation(),
              old.recovery(),
              at,
              old.phoneChange(),
              old.reauthentication());
      case PHONE_CHANGE ->
          new Account.Sent(
              old.invitation(),
              old.confirmation(),
              old.recovery(),
              old.emailChange(),
              at,
              old.reauthentication());
      case REAUTHENTICATION ->
          new Account.Sent(
              old.invitation(),
              old.confirmation(),
              old.recovery(),
              old.emailChange(),
              old.phoneChange(),
              at);
    };
  }
}
