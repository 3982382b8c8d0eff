package com.optalocal.accounts.adapters.http.session;

import com.optalocal.accounts.application.session.AuthorizeFlow;
import com.optalocal.accounts.application.session.VerifyToken;
import com.optalocal.accounts.domain.BearerSecret;
import com.optalocal.accounts.domain.organization.OrgId;
import com.optalocal.accounts.domain.redirect.Target;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// Takes the token of a message's link and tells where the browser goes: with a code to the program
/// that waits, or just on. Tokens never travel in an address, not even behind `#` (ADR 0020).
final class FollowLink {
  private final VerifyToken verify;
  private final AuthorizeFlow flows;

  FollowLink(VerifyToken verify, AuthorizeFlow flows) {
    this.verify = verify;
    this.flows = flows;
  }

  /// The address to go on to; empty for our own page, where there is nothing else to go to.
  sealed interface Followed {
    record On(String location) implements Followed {}

    record Half(String location) implements Followed {}

    record Refused(String location) implements Followed {}
  }

  Followed follow(String type, String token, Target next) {
    VerifyToken.Outcome outcome;
    try {
      outcome =
          verify.verify(
              OrgId.DEFAULT, new VerifyToken.Presented.Link(type, BearerSecret.presented(token)));
    } catch (IllegalArgumentException noToken) {
      outcome = new VerifyToken.Outcome.Bad();
    }
    return switch (outcome) {
      case VerifyToken.Outcome.Verified verified -> {
        Optional<BearerSecret> code =
            verified
                .flow()
                .flatMap(flow -> flows.complete(OrgId.DEFAULT, flow, verified.account().id()));
        yield new Followed.On(
            code.map(secret -> with(next, "code=" + secret.reveal())).orElse(next.value()));
      }
      case VerifyToken.Outcome.HalfWay() ->
          new Followed.Half(with(next, "message=" + encode(VerifyRoutes.HALF_WAY)));
      case VerifyToken.Outcome.Bad() ->
          new Followed.Refused(
              with(
                  next,
                  "error=access_denied&error_code=otp_expired&error_description="
                      + encode("Email link is invalid or has expired")));
    };
  }

  /// `target` with `parameters` in its query, before a fragment.
  static String with(Target target, String parameters) {
    String address = target.value();
    int fragment = address.indexOf('#');
    String before = fragment < 0 ? address : address.substring(0, fragment);
    String rest = fragment < 0 ? "" : address.substring(fragment);
    return before + (before.indexOf('?') < 0 ? "?" : "&") + parameters + rest;
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
