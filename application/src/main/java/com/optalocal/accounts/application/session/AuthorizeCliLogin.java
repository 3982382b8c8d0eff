package com.optalocal.accounts.application.session;

import com.optalocal.accounts.application.UnitOfWork;
import com.optalocal.accounts.application.audit.AuditTrail;
import com.optalocal.accounts.domain.BearerSecret;
import com.optalocal.accounts.domain.RandomBytes;
import com.optalocal.accounts.domain.audit.AuditAction;
import com.optalocal.accounts.domain.audit.AuditEvent;
import com.optalocal.accounts.domain.audit.AuditField;
import com.optalocal.accounts.domain.device.DeviceName;
import com.optalocal.accounts.domain.note.Hash;
import com.optalocal.accounts.domain.note.crypto.Sha256;
import com.optalocal.accounts.domain.organization.OrgId;
import com.optalocal.accounts.domain.session.Actor;
import com.optalocal.accounts.domain.session.CliLogin;
import com.optalocal.accounts.domain.session.CliLoginId;
import com.optalocal.accounts.domain.session.LoopbackPort;
import com.optalocal.accounts.domain.session.PkceChallenge;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Function;

/// Takes a terminal's sign-in through the browser, up to the single-use code on its loopback
/// address: announce, show, consent, relay. [RedeemCliLogin] is the last step.
public final class AuthorizeCliLogin {
  private final CliLogins logins;
  private final AuditTrail audit;
  private final UnitOfWork work;
  private final RandomBytes random;
  private final InstantSource clock;

  /// Where the relay sends the browser, and with what.
  public record Relay(LoopbackPort port, BearerSecret code) {}

  public AuthorizeCliLogin(
      CliLogins logins,
      AuditTrail audit,
      UnitOfWork work,
      RandomBytes random,
      InstantSource clock) {
    this.logins = logins;
    this.audit = audit;
    this.work = work;
    this.random = random;
    this.clock = clock;
  }

  public CliLoginId announce(
      OrgId org,
      PkceChallenge challenge,
      Hash stateHash,
      LoopbackPort port,
      DeviceName device,
      String fromAddress) {
    CliLoginId id = CliLoginId.generate(random);
    CliLogin.Announcement announcement =
        new CliLogin.Announcement(
            id, challenge, stateHash, port, device, fromAddress, clock.instant());
    work.atomically(() -> {
      logins.put(org, new CliLogin.Announced(announcement));
      return id;
    });
    return id;
  }

  /// What the consent page shows: present while the login waits for consent and `state` is the one
  /// that its terminal made.
  public Optional<CliLogin.Announcement> pending(OrgId org, CliLoginId id, String state) {
    return logins
        .find(org, id)
        .filter(CliLogin.Announced.class::isInstance)
        .map(CliLogin::announcement)
        .filter(announcement -> isLive(announcement, state));
  }

  /// Records the asker's explicit consent; false if there is nothing to consent to any more.
  public boolean consent(Actor actor, CliLoginId id, String state) {
    return decide(
            actor,
            id,
            state,
            AuditAction.CLI_LOGIN_CONSENTED,
            announced -> announced.consent(actor.userId()))
        .isPresent();
  }

  /// Ends a login that the asker does not want, and says where its terminal waits for that answer;
  /// empty if there is nothing to deny any more.
  public Optional<LoopbackPort> deny(Actor actor, CliLoginId id, String state) {
    return decide(actor, id, state, AuditAction.CLI_LOGIN_DENIED, CliLogin.Announced::deny)
        .map(CliLogin.Announcement::port);
  }

  private Optional<CliLogin.Announcement> decide(
      Actor actor,
      CliLoginId id,
      String state,
      AuditAction action,
      Function<CliLogin.Announced, CliLogin> decision) {
    Instant now = clock.instant();
    return work.atomically(() -> {
      if (!(logins.find(actor.org(), id).orElse(null) instanceof CliLogin.Announced announced)
          || !isLive(announced.announcement(), state)) {
        return Optional.empty();
      }
      logins.put(actor.org(), decision.apply(announced));
      audit.append(
          actor.org().auditLog(),
          AuditEvent.of(
              now,
              action,
              AuditField.personal("user", actor.userId()),
              AuditField.personal("device", announced.announcement().deviceName())));
      return Optional.of(announced.announcement());
    });
  }

  /// Turns a consent into a code, once. Empty unless the asker gave that consent and port and state
  /// are those of the announcement.
  public Optional<Relay> relay(Actor actor, CliLoginId id, LoopbackPort port, String state) {
    Instant now = clock.instant();
    BearerSecret code = BearerSecret.generate(random, "");
    return work.atomically(() -> {
      if (!(logins.find(actor.org(), id).orElse(null) instanceof CliLogin.Consented consented)
          || !consented.user().equals(actor.userId())
          || !consented.announcement().port().equals(port)
          || !isLive(consented.announcement(), state)) {
        return Optional.empty();
      }
      logins.put(actor.org(), consented.relay(code.hash(), now));
      return Optional.of(new Relay(port, code));
    });
  }

  private boolean isLive(CliLogin.Announcement announcement, String state) {
    return !announcement.isOver(clock.instant())
        && announcement.stateHash().equals(Sha256.of(state));
  }
}
