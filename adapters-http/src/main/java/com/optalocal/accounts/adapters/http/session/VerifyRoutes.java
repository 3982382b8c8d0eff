package com.optalocal.accounts.adapters.http.session;

import com.optalocal.accounts.adapters.http.Access;
import com.optalocal.accounts.adapters.http.AuthProblems;
import com.optalocal.accounts.adapters.http.Exchange;
import com.optalocal.accounts.adapters.http.Fields;
import com.optalocal.accounts.adapters.http.Form;
import com.optalocal.accounts.adapters.http.Json;
import com.optalocal.accounts.adapters.http.Page;
import com.optalocal.accounts.adapters.http.PortalUseCases;
import com.optalocal.accounts.adapters.http.Refusal;
import com.optalocal.accounts.adapters.http.Route;
import com.optalocal.accounts.adapters.http.Texts;
import com.optalocal.accounts.adapters.http.TroublePage;
import com.optalocal.accounts.application.session.VerifyToken;
import com.optalocal.accounts.domain.BearerSecret;
import com.optalocal.accounts.domain.identity.Address;
import com.optalocal.accounts.domain.identity.OneTimeCode;
import com.optalocal.accounts.domain.organization.OrgId;
import com.optalocal.accounts.domain.redirect.Target;
import com.optalocal.accounts.domain.session.IssuedSession;
import com.optalocal.accounts.domain.session.SignInMethod;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// Where what a message carried is taken: codes and token hashes from programs, links from
/// browsers.
///
/// Mail scanners open links too. A link is taken at once only when a browser navigates to it;
/// whatever else opens it gets a page with a button (ADR 0020).
public final class VerifyRoutes {
  static final String HALF_WAY =
      "Confirmation link accepted. Please proceed to confirm link sent to the other email";
  private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9_-]{1,128}");
  private static final Pattern TYPE = Pattern.compile("[a-z_]{1,32}");

  private final VerifyToken verify;
  private final FollowLink follow;
  private final PortalUseCases.Sessions sessions;
  private final UserJson userJson;
  private final Texts texts;

  public VerifyRoutes(
      VerifyToken verify, PortalUseCases.Sessions sessions, UserJson userJson, Texts texts) {
    this.verify = verify;
    this.follow = new FollowLink(verify, sessions.authorizeFlow());
    this.sessions = sessions;
    this.userJson = userJson;
    this.texts = texts;
  }

  public List<Route> routes() {
    return List.of(
        Route.auth(Route.Method.POST, "/verify", Access.OPEN, this::take),
        Route.auth(Route.Method.GET, "/verify", Access.OPEN, this::open),
        Route.page(Route.Method.GET, "/verify", Access.OPEN, this::show),
        Route.page(Route.Method.POST, "/verify", Access.OPEN, this::confirm));
  }

  private void take(Exchange exchange) {
    Fields body = exchange.json();
    switch (verify.verify(OrgId.DEFAULT, presented(body))) {
      case VerifyToken.Outcome.Verified(var account, var method, var flow) -> {
        // a code proves possession of the address, whatever the message was about
        IssuedSession session =
            sessions
                .open()
                .withTokens(OrgId.DEFAULT, account, SignInMethod.OTP, exchange.origin())
                .orElseThrow(
                    () -> new Refusal(AuthProblems.of(403, "user_banned", "User is banned")));
        exchange.json(200, userJson.session(session));
      }
      case VerifyToken.Outcome.HalfWay() ->
          exchange.json(200, Json.object().put("code", "200").put("msg", HALF_WAY));
      case VerifyToken.Outcome.Bad() ->
          throw new Refusal(AuthProblems.of(403, "otp_expired", "Token has expired or is invalid"));
    }
  }

  private static VerifyToken.Presented presented(Fields body) {
    String type = body.optionalText("type").orElse("");
    if (type.isEmpty()) {
      throw AuthBody.invalid("Verify requires a verification type");
    }
    Optional<String> hash = body.optionalText("token_hash").filter(text -> !text.isEmpty());
    if (hash.isPresent()) {
      return new VerifyToken.Presented.Link(type, BearerSecret.presented(hash.get()));
    }
    String token = body.optionalText("token").orElse("");
    Optional<Address> address = AuthBody.address(body);
    if (token.isEmpty() || address.isEmpty()) {
      throw AuthBody.invalid(
          "Verify requires either a token or a token hash, and an address with a token");
    }
    return new VerifyToken.Presented.Typed(type, address.get(), OneTimeCode.presented(token));
  }

  /// The link itself.
  private void open(Exchange exchange) {
    String token = exchange.query("token").orElse("");
    String type = exchange.query("type").orElse("");
    if (!TOKEN.matcher(token).matches() || !TYPE.matcher(type).matches()) {
      throw AuthBody.invalid("Verify requires a token and a verification type");
    }
    Target next = exchange.redirectTo();
    if (!exchange.isNavigation()) {
      exchange.seeOther(
          "/verify?token="
              + token
              + "&type="
              + type
              + "&next="
              + URLEncoder.encode(next.value(), StandardCharsets.UTF_8));
      return;
    }
    exchange.seeOther(
        switch (follow.follow(type, token, next)) {
          case FollowLink.Followed.On(var location) -> location;
          case FollowLink.Followed.Half(var location) -> location;
          case FollowLink.Followed.Refused(var location) -> location;
        });
  }

  private void show(Exchange exchange) {
    Target next = exchange.next();
    exchange.page(
        200,
        new Page(
            "verify",
            new VerifyPage(
                exchange.query("token").orElse(""),
                exchange.query("type").orElse(""),
                next.value()),
            NextAfterSignIn.formTargets(next)));
  }

  private void confirm(Exchange exchange) {
    Form form = exchange.form();
    Target next = exchange.next();
    switch (follow.follow(form.get("type"), form.get("token"), next)) {
      case FollowLink.Followed.On(var location) -> {
        if (next.equals(Target.HOME) && location.equals(next.value())) {
          exchange.page(200, notice("verify.done", ""));
        } else {
          exchange.seeOther(location);
        }
      }
      case FollowLink.Followed.Half(var location) -> exchange.page(200, notice("verify.half", ""));
      case FollowLink.Followed.Refused(var location) ->
          exchange.page(403, notice("verify.bad", texts.get("verify.bad-next")));
    }
  }

  private Page notice(String key, String next) {
    return TroublePage.of(texts.get(key), texts.get(key + "-lead"), next, "");
  }
}
