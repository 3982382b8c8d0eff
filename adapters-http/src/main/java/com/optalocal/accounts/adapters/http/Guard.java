package com.optalocal.accounts.adapters.http;

import com.optalocal.accounts.adapters.http.session.SecondStepPages;
import com.optalocal.accounts.application.policy.Authorize;
import com.optalocal.accounts.application.session.factor.PassSecondStep;
import com.optalocal.accounts.domain.BearerSecret;
import com.optalocal.accounts.domain.organization.OrgId;
import com.optalocal.accounts.domain.policy.Decision;
import com.optalocal.accounts.domain.redirect.Target;
import com.optalocal.accounts.domain.session.Actor;
import io.javalin.http.Context;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// The one place where requests are let through: right host, no ambiguous cookies, forms that are
/// ours, a living session, and the policy's consent.
final class Guard {
  private static final Pattern BEARER = Pattern.compile("(?i:Bearer) ([!-~]{1,8192})");
  private static final Pattern FORM_SECRET = Pattern.compile("[A-Za-z0-9_-]{43}");

  private final Site site;
  private final PortalUseCases.Sessions sessions;
  private final PassSecondStep secondStep;
  private final Authorize authorize;

  Guard(
      Site site, PortalUseCases.Sessions sessions, PassSecondStep secondStep, Authorize authorize) {
    this.site = site;
    this.sessions = sessions;
    this.secondStep = secondStep;
    this.authorize = authorize;
  }

  /// Before routing: a name that this portal does not go by is somebody else's page resolving to us
  /// (DNS rebinding).
  void checkHost(Context context, int port) {
    List<String> hosts = Collections.list(context.req().getHeaders("Host"));
    if (hosts.size() != 1 || !(isPublic(hosts.getFirst()) || isLoopback(hosts.getFirst(), port))) {
      throw new Refusal(Problem.misdirected());
    }
  }

  /// Lets `exchange` through to `route`, or answers in its place and returns false.
  boolean admits(Exchange exchange, Route route) {
    Map<String, String> cookies =
        Cookies.read(Collections.list(exchange.context().req().getHeaders("Cookie")));
    boolean admitted =
        switch (route.door()) {
          case PAGE, AUTH_BROWSER -> admitsBrowser(exchange, route, cookies);
          case API -> admitsProgram(exchange, route);
          case AUTH -> admitsAuthClient(exchange, route);
        };
    if (admitted && route.access() instanceof Access.SignedIn(var capability)) {
      Decision decision = authorize.decide(capability);
      if (!decision.allowed()) {
        throw new Refusal(Problem.denied(decision.because()));
      }
    }
    return admitted;
  }

  private boolean admitsBrowser(Exchange exchange, Route route, Map<String, String> cookies) {
    boolean isForm = route.method() != Route.Method.GET;
    if (isForm && !exchange.header("Origin").equals(Optional.of(publicUrl()))) {
      throw new Refusal(Problem.forgedForm());
    }
    if (!isForm && !isPublic(exchange.header("Host").orElse(""))) {
      // cookies and forms belong to the public address alone
      exchange.seeOther(publicUrl() + exchange.self().value());
      return false;
    }
    if (!isForm && route.door() == Door.PAGE && exchange.isOfOldCommand()) {
      throw new Refusal(Problem.oldCommand());
    }
    Optional<BearerSecret> session =
        presented(Optional.ofNullable(cookies.get(site.cookies().session())));
    session
        .flatMap(cookie -> sessions.authenticate().byCookie(OrgId.DEFAULT, cookie))
        .ifPresent(actor -> enter(exchange, actor));
    BearerSecret formSecret;
    if (route.access() instanceof Access.Open) {
      formSecret = openFormSecret(exchange, cookies);
    } else if (isFor(route.access(), exchange)) {
      formSecret = session.orElseThrow();
    } else {
      exchange.seeOther(elsewhere(exchange, route));
      return false;
    }
    exchange.tieFormsTo(formSecret);
    if (isForm && !FormToken.matches(formSecret, exchange.form().get(FormToken.FIELD))) {
      throw new Refusal(Problem.forgedForm());
    }
    return true;
  }

  /// A session that waits for a second factor is nobody's yet.
  private void enter(Exchange exchange, Actor actor) {
    if (secondStep.isPending(actor)) {
      exchange.enterHalf(actor);
    } else {
      exchange.enter(actor);
    }
  }

  private static boolean isFor(Access access, Exchange exchange) {
    return access instanceof Access.SecondStep
        ? exchange.halfSignedIn().isPresent()
        : exchange.visitor().isPresent();
  }

  /// Where somebody goes who may not go on yet, or has no business there any more.
  private static String elsewhere(Exchange exchange, Route route) {
    boolean isForm = route.method() != Route.Method.GET;
    if (route.access() instanceof Access.SecondStep) {
      return exchange.visitor().isPresent() ? "/" : "/sign-in";
    }
    if (exchange.halfSignedIn().isPresent()) {
      return SecondStepPages.before(isForm ? Target.HOME : exchange.self());
    }
    return isForm ? "/sign-in" : signInThen(exchange.self());
  }

  private boolean admitsProgram(Exchange exchange, Route route) {
    if (route.access() instanceof Access.SignedIn) {
      Actor actor =
          bearer(exchange)
              .flatMap(token -> sessions.authenticate().byAccessToken(OrgId.DEFAULT, token))
              .orElseThrow(() -> {
                exchange.setHeader("WWW-Authenticate", "Bearer");
                return new Refusal(Problem.signedOut());
              });
      exchange.enter(actor);
    }
    return true;
  }

  private boolean admitsAuthClient(Exchange exchange, Route route) {
    if (route.access() instanceof Access.ServiceRole) {
      if (bearer(exchange).isEmpty()) {
        throw new Refusal(AuthProblems.noAuthorization());
      }
      // nobody has that role until its door is built
      throw new Refusal(AuthProblems.of(403, "not_admin", "User not allowed"));
    }
    if (route.access() instanceof Access.SignedIn) {
      BearerSecret token =
          bearer(exchange).orElseThrow(() -> new Refusal(AuthProblems.noAuthorization()));
      if (sessions.tokens().verify(token, site.clock().instant()).isEmpty()) {
        throw new Refusal(AuthProblems.badJwt());
      }
      exchange.enter(
          sessions
              .authenticate()
              .byAccessToken(OrgId.DEFAULT, token)
              .orElseThrow(() -> new Refusal(AuthProblems.sessionNotFound())));
    }
    return true;
  }

  /// Before sign-in there is no session to bind a form to, so the browser gets a secret for that.
  private BearerSecret openFormSecret(Exchange exchange, Map<String, String> cookies) {
    String name = site.cookies().form();
    String held = cookies.getOrDefault(name, "");
    if (FORM_SECRET.matcher(held).matches()) {
      return BearerSecret.presented(held);
    }
    BearerSecret fresh = BearerSecret.generate(site.random(), "");
    exchange.addCookie(site.cookies().set(name, fresh.reveal()));
    return fresh;
  }

  private static String signInThen(Target next) {
    return next.equals(Target.HOME)
        ? "/sign-in"
        : "/sign-in?next=" + URLEncoder.encode(next.value(), StandardCharsets.UTF_8);
  }

  /// The token that a program sends along, unchecked.
  static Optional<BearerSecret> bearer(Exchange exchange) {
    return exchange
        .header("Authorization")
        .map(BEARER::matcher)
        .filter(java.util.regex.Matcher::matches)
        .flatMap(matcher -> presented(Optional.of(matcher.group(1))));
  }

  private static Optional<BearerSecret> presented(Optional<String> text) {
    try {
      return text.map(BearerSecret::presented);
    } catch (IllegalArgumentException emptyOrHuge) {
      return Optional.empty();
    }
  }

  private String publicUrl() {
    return site.config().publicUrl().value();
  }

  private boolean isPublic(String host) {
    return host.equals(site.config().publicUrl().authority());
  }

  private static boolean isLoopback(String host, int port) {
    return host.equals("127.0.0.1:" + port);
  }
}
