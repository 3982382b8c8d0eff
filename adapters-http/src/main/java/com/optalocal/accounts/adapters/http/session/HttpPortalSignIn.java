package com.optalocal.accounts.adapters.http.session;

import com.optalocal.accounts.adapters.http.JsonValue;
import com.optalocal.accounts.adapters.http.PortalLink;
import com.optalocal.accounts.adapters.http.PortalLink.Answer;
import com.optalocal.accounts.adapters.http.PortalLink.Call;
import com.optalocal.accounts.application.session.PortalSignIn;
import com.optalocal.accounts.domain.BearerSecret;
import com.optalocal.accounts.domain.device.DeviceName;
import com.optalocal.accounts.domain.identity.Email;
import com.optalocal.accounts.domain.identity.Password;
import com.optalocal.accounts.domain.note.Hash;
import com.optalocal.accounts.domain.organization.ProjectRef;
import com.optalocal.accounts.domain.session.CliLoginId;
import com.optalocal.accounts.domain.session.HeldSession;
import com.optalocal.accounts.domain.session.IssuedSession;
import com.optalocal.accounts.domain.session.LoopbackPort;
import com.optalocal.accounts.domain.session.PkceChallenge;
import com.optalocal.accounts.domain.session.PortalUrl;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/// Signs a device in over HTTP: `/api/cli/…` for the browser's way, `/auth/v1` for the rest.
///
/// JSON wants passwords and tokens as strings, so they are strings here for the length of a call.
public final class HttpPortalSignIn implements PortalSignIn {
  private final PortalLink link;
  private final InstantSource clock;

  public HttpPortalSignIn(PortalLink link, InstantSource clock) {
    this.link = link;
    this.clock = clock;
  }

  @Override
  public CliLoginId announce(
      PortalUrl portal,
      PkceChallenge challenge,
      Hash stateHash,
      LoopbackPort port,
      DeviceName device) {
    Answer answer =
        link.ask(
            portal,
            Call.send(
                "POST",
                "/api/cli/logins",
                JsonValue.fields()
                    .put("code_challenge", challenge.toString())
                    .put("code_challenge_method", "S256")
                    .put("state_hash", stateHash.toString())
                    .put("port", port.value())
                    .put("device_name", device.value())
                    .build()));
    if (answer.status() != 201) {
      throw PortalLink.notUnderstood();
    }
    try {
      return CliLoginId.parse(
          answer.json().text("login_id").orElseThrow(PortalLink::notUnderstood));
    } catch (IllegalArgumentException malformed) {
      throw PortalLink.notUnderstood();
    }
  }

  @Override
  public Optional<HeldSession> redeem(PortalUrl portal, BearerSecret code, BearerSecret verifier) {
    return open(
        portal,
        Call.send(
            "POST",
            "/api/cli/token",
            JsonValue.fields()
                .put("code", code.reveal())
                .put("code_verifier", verifier.reveal())
                .build()));
  }

  @Override
  public Optional<HeldSession> withPassword(PortalUrl portal, Email email, Password password) {
    String typed = password.bytes().use(bytes -> new String(bytes, StandardCharsets.UTF_8));
    return open(
        portal,
        Call.send(
            "POST",
            "/auth/v1/token?grant_type=password",
            JsonValue.fields().put("email", email.value()).put("password", typed).build()));
  }

  private Optional<HeldSession> open(PortalUrl portal, Call call) {
    Answer answer = link.ask(portal, call);
    if (isRefusal(answer)) {
      return Optional.empty();
    }
    ProjectRef project = project(portal);
    return Optional.of(held(portal, project, issued(answer)));
  }

  @Override
  public Optional<HeldSession> refresh(HeldSession session) {
    Answer answer =
        link.ask(
            session.portal(),
            Call.send(
                "POST",
                "/auth/v1/token?grant_type=refresh_token",
                JsonValue.fields()
                    .put("refresh_token", session.issued().refreshToken().reveal())
                    .build()));
    if (isRefusal(answer)) {
      return Optional.empty();
    }
    IssuedSession issued = issued(answer);
    if (!issued.user().id().equals(session.issued().user().id())) {
      throw PortalLink.notUnderstood(); // nobody becomes somebody else by refreshing
    }
    return Optional.of(held(session.portal(), session.project(), issued));
  }

  @Override
  public void signOut(HeldSession session) {
    // whatever it answers: either the session ends now or it was over
    link.ask(
        session.portal(),
        Call.bare("POST", "/auth/v1/logout?scope=local").as(session.issued().accessToken()));
  }

  /// The statuses that say no. Others (429 among them) say nothing about the session.
  private static boolean isRefusal(Answer answer) {
    return switch (answer.status()) {
      case 400, 401, 403 -> true;
      case 200 -> false;
      default -> throw PortalLink.notUnderstood();
    };
  }

  private ProjectRef project(PortalUrl portal) {
    Answer answer = link.ask(portal, Call.get("/api/portal"));
    try {
      return new ProjectRef(answer.json().text("project").orElseThrow(PortalLink::notUnderstood));
    } catch (IllegalArgumentException malformed) {
      throw PortalLink.notUnderstood();
    }
  }

  private IssuedSession issued(Answer answer) {
    return SessionJson.read(answer.json(), clock.instant());
  }

  private HeldSession held(PortalUrl portal, ProjectRef project, IssuedSession issued) {
    Instant now = clock.instant();
    return new HeldSession(portal, project, issued, now);
  }
}
