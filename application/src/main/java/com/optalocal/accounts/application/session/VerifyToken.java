package com.optalocal.accounts.application.session;

import com.optalocal.accounts.application.UnitOfWork;
import com.optalocal.accounts.application.audit.AuditTrail;
import com.optalocal.accounts.domain.BearerSecret;
import com.optalocal.accounts.domain.UserId;
import com.optalocal.accounts.domain.audit.AuditAction;
import com.optalocal.accounts.domain.audit.AuditEvent;
import com.optalocal.accounts.domain.audit.AuditField;
import com.optalocal.accounts.domain.identity.Account;
import com.optalocal.accounts.domain.identity.AccountRules;
import com.optalocal.accounts.domain.identity.Address;
import com.optalocal.accounts.domain.identity.MessagePurpose;
import com.optalocal.accounts.domain.identity.OneTimeCode;
import com.optalocal.accounts.domain.note.Hash;
import com.optalocal.accounts.domain.note.NoteFields;
import com.optalocal.accounts.domain.organization.OrgId;
import com.optalocal.accounts.domain.session.FlowId;
import com.optalocal.accounts.domain.session.OneTimeToken;
import com.optalocal.accounts.domain.session.SignInMethod;
import com.optalocal.accounts.domain.session.crypto.CodeKey;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/// Takes what a message carried: its link's token, or the code that somebody typed. Both are good
/// once; five wrong codes spend them too. What is unknown, used, too old or guessed at too often is
/// one answer.
public final class VerifyToken {
  private final OneTimeTokens tokens;
  private final ConfirmAddress confirm;
  private final AuditTrail audit;
  private final Codes codes;
  private final UnitOfWork work;
  private final InstantSource clock;

  /// What codes are checked with.
  public record Codes(CodeKey key, AccountRules rules) {}

  /// What somebody presented, and as what.
  public sealed interface Presented {
    record Link(String type, BearerSecret token) implements Presented {}

    record Typed(String type, Address to, OneTimeCode code) implements Presented {}
  }

  public sealed interface Outcome {
    /// `account` has proven the address, by `method`.
    ///
    /// @param flow the program's sign-in that waits for this
    record Verified(Account account, SignInMethod method, Optional<FlowId> flow)
        implements Outcome {}

    /// The first of the two messages of a change was answered.
    record HalfWay() implements Outcome {}

    record Bad() implements Outcome {}
  }

  public VerifyToken(
      OneTimeTokens tokens,
      ConfirmAddress confirm,
      AuditTrail audit,
      Codes codes,
      UnitOfWork work,
      InstantSource clock) {
    this.tokens = tokens;
    this.confirm = confirm;
    this.audit = audit;
    this.codes = codes;
    this.work = work;
    this.clock = clock;
  }

  public Outcome verify(OrgId org, Presented presented) {
    Instant now = NoteFields.wholeSeconds(clock.instant());
    return work.atomically(() -> {
      Optional<OneTimeToken> found =
          switch (presented) {
            case Presented.Link(var type, var token) ->
                tokens
                    .findByLink(org, token.hash())
                    .filter(known -> MessagePurpose.slotsOf(type).contains(known.purpose().slot()))
                    .filter(known -> known.isGood(now, codes.rules().tokensLive()));
            case Presented.Typed(var type, var to, var code) -> typed(org, type, to, code, now);
          };
      return found.map(token -> use(org, token, now)).orElseGet(Outcome.Bad::new);
    });
  }

  /// Takes the code of a message that asked `user` to prove that it is still them; joins a unit of
  /// work that is under way.
  boolean takesNonce(OrgId org, UserId user, Address to, OneTimeCode code) {
    Instant now = clock.instant();
    for (OneTimeToken token : tokens.find(org, MessagePurpose.REAUTHENTICATION.slot(), to)) {
      if (token.user().equals(user) && token.isGood(now, codes.rules().tokensLive())) {
        if (codes.key().mac(user, token.purpose(), to, code).equals(token.secrets().code())) {
          tokens.remove(org, user, token.purpose().slot());
          return true;
        }
        miss(org, token, now);
      }
    }
    return false;
  }

  private Outcome use(OrgId org, OneTimeToken token, Instant now) {
    tokens.remove(org, token.user(), token.purpose().slot());
    return switch (confirm.confirm(org, token, now)) {
      case ConfirmAddress.Outcome.Confirmed(var account) ->
          new Outcome.Verified(account, SendToken.method(token.purpose()), token.flow());
      case ConfirmAddress.Outcome.HalfWay() -> new Outcome.HalfWay();
      case ConfirmAddress.Outcome.Overtaken() -> new Outcome.Bad();
    };
  }

  private Optional<OneTimeToken> typed(
      OrgId org, String type, Address to, OneTimeCode code, Instant now) {
    Optional<OneTimeToken> right = Optional.empty();
    for (String slot : MessagePurpose.slotsOf(type)) {
      for (OneTimeToken token : tokens.find(org, slot, to)) {
        if (token.isGood(now, codes.rules().tokensLive())) {
          Hash tried = codes.key().mac(token.user(), token.purpose(), to, code);
          // a keyed hash of a guess tells nothing by where it differs
          if (right.isEmpty() && tried.equals(token.secrets().code())) {
            right = Optional.of(token);
          } else {
            miss(org, token, now);
          }
        }
      }
    }
    return right;
  }

  private void miss(OrgId org, OneTimeToken token, Instant now) {
    OneTimeToken missed = token.missed();
    tokens.put(org, missed);
    if (missed.wrong() == OneTimeToken.GUESSES) {
      audit.append(
          org.auditLog(),
          AuditEvent.of(
              now,
              AuditAction.MESSAGE_BURNED,
              AuditField.personal("user", token.user()),
              AuditField.open("purpose", token.purpose().code())));
    }
  }
}
