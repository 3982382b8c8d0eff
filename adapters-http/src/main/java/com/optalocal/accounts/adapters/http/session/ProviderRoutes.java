package com.optalocal.accounts.adapters.http.session;

import com.optalocal.accounts.adapters.http.Access;
import com.optalocal.accounts.adapters.http.AuthProblems;
import com.optalocal.accounts.adapters.http.Exchange;
import com.optalocal.accounts.adapters.http.Form;
import com.optalocal.accounts.adapters.http.Json;
import com.optalocal.accounts.adapters.http.Page;
import com.optalocal.accounts.adapters.http.PortalUseCases;
import com.optalocal.accounts.adapters.http.Problem;
import com.optalocal.accounts.adapters.http.Refusal;
import com.optalocal.accounts.adapters.http.Route;
import com.optalocal.accounts.application.session.ReturnFromProvider;
import com.optalocal.accounts.application.session.VisitProvider;
import com.optalocal.accounts.domain.BearerSecret;
import com.optalocal.accounts.domain.identity.Provider;
import com.optalocal.accounts.domain.organization.OrgId;
import com.optalocal.accounts.domain.policy.BuiltInPolicy;
import com.optalocal.accounts.domain.redirect.Target;
import com.optalocal.accounts.domain.session.PkceChallenge;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// To a provider and back: for programs with a PKCE challenge, for the portal's own pages, and to
/// link another identity. Tokens never travel in an address.
public final class ProviderRoutes {
  private static final Pattern SCOPE = Pattern.compile("[!#-\\[\\]-~]{1,128}");
  private static final int MAX_SCOPES = 20;
  private final PortalUseCases.Providers providers;
  private final PortalUseCases.Sessions sessions;
  private final NextAfterSignIn next;

  public ProviderRoutes(
      PortalUseCases.Providers providers, PortalUseCases.Sessions sessions, NextAfterSignIn next) {
    this.providers = providers;
    this.sessions = sessions;
    this.next = next;
  }

  public List<Route> routes() {
    return List.of(
        Route.authBrowser("/authorize", this::authorize),
        Route.authBrowser("/callback", this::back),
        Route.auth(Route.Method.POST, "/callback", Access.OPEN, ProviderRoutes::backByForm),
        Route.auth(
            Route.Method.GET,
            "/user/identities/authorize",
            Access.signedIn(BuiltInPolicy.SESSIONS_WRITE),
            this::link),
        Route.page(Route.Method.GET, "/sign-in/with/{provider}", Access.OPEN, this::signInWith));
  }

  private void authorize(Exchange exchange) {
    exchange.found(
        destination(
            providers
                .visit()
                .forProgram(
                    OrgId.DEFAULT, request(exchange), challenge(exchange), exchange.browser())));
  }

  private void link(Exchange exchange) {
    if (!providers.linking()) {
      throw new Refusal(ProviderProblems.linkingDisabled());
    }
    String url =
        destination(
            providers
                .visit()
                .forLink(OrgId.DEFAULT, request(exchange), challenge(exchange), exchange.actor()));
    if (exchange.query("skip_http_redirect").equals(Optional.of("true"))) {
      exchange.json(200, Json.object().put("url", url));
    } else {
      exchange.found(url);
    }
  }

  private void signInWith(Exchange exchange) {
    Target then = exchange.next();
    VisitProvider.Request request =
        new VisitProvider.Request(
            provider(exchange.pathParameter("provider"))
                .orElseThrow(() -> new Refusal(Problem.notFound())),
            List.of(),
            then);
    switch (providers.visit().forPages(OrgId.DEFAULT, request, exchange.browser())) {
      case VisitProvider.Outcome.GoTo(var destination) -> exchange.seeOther(destination.url());
      case VisitProvider.Outcome.NoSuchProvider() -> throw new Refusal(Problem.notFound());
      case VisitProvider.Outcome.Unavailable() ->
          exchange.page(503, page(then, ReturnFromProvider.Reason.UNAVAILABLE));
    }
  }

  private static String destination(VisitProvider.Outcome outcome) {
    return switch (outcome) {
      case VisitProvider.Outcome.GoTo(var destination) -> destination.url();
      case VisitProvider.Outcome.NoSuchProvider() ->
          throw new Refusal(ProviderProblems.notEnabled());
      case VisitProvider.Outcome.Unavailable() -> throw new Refusal(ProviderProblems.unavailable());
    };
  }

  private VisitProvider.Request request(Exchange exchange) {
    Provider provider =
        exchange
            .query("provider")
            .flatMap(ProviderRoutes::provider)
            .filter(this::isOffered)
            .orElseThrow(() -> new Refusal(ProviderProblems.notEnabled()));
    return new VisitProvider.Request(
        provider, scopes(exchange.query("scopes").orElse("")), exchange.redirectTo());
  }

  private boolean isOffered(Provider provider) {
    return providers.offered().offers().stream()
        .anyMatch(offer -> offer.provider().equals(provider));
  }

  private static Optional<Provider> provider(String name) {
    try {
      return Optional.of(new Provider(name));
    } catch (IllegalArgumentException nobodyIsCalledThat) {
      return Optional.empty();
    }
  }

  private static List<String> scopes(String text) {
    if (text.isBlank()) {
      return List.of();
    }
    List<String> scopes = List.of(text.strip().split("[ ,]+", -1));
    if (scopes.size() > MAX_SCOPES
        || scopes.stream().anyMatch(scope -> !SCOPE.matcher(scope).matches())) {
      throw new Refusal(AuthProblems.of(400, "validation_failed", "scopes have the wrong form"));
    }
    return scopes;
  }

  /// Without one, Supabase Auth puts tokens into the address that it leads to; this portal never
  /// does.
  private static PkceChallenge challenge(Exchange exchange) {
    Optional<String> challenge = exchange.query("code_challenge");
    if (challenge.isEmpty()) {
      throw new Refusal(
          AuthProblems.of(
              400,
              "validation_failed",
              "PKCE flow requires code_challenge and code_challenge_method=s256; set flowType:"
                  + " 'pkce'"));
    }
    if (!exchange
        .query("code_challenge_method")
        .filter(method -> method.equalsIgnoreCase("s256"))
        .isPresent()) {
      throw new Refusal(
          AuthProblems.of(400, "validation_failed", "code_challenge_method must be s256"));
    }
    try {
      return PkceChallenge.parse(challenge.get());
    } catch (IllegalArgumentException e) {
      throw new Refusal(
          AuthProblems.of(400, "validation_failed", "code_challenge has the wrong form"));
    }
  }

  /// Browsers send no cookies along with a form from another site, but do with the redirect that
  /// follows it.
  private static void backByForm(Exchange exchange) {
    Form form = exchange.form();
    Map<String, String> passed = new LinkedHashMap<>();
    for (String name : List.of("code", "state", "iss", "error")) {
      form.find(name).ifPresent(value -> passed.put(name, value));
    }
    exchange.seeOther(Addresses.with("/auth/v1/callback", passed));
  }

  private void back(Exchange exchange) {
    Optional<BearerSecret> state = secret(exchange.query("state"));
    ReturnFromProvider.Brought brought =
        new ReturnFromProvider.Brought(
            exchange.query("error").isPresent() ? Optional.empty() : secret(exchange.query("code")),
            exchange.query("iss"));
    if (state.isEmpty()) {
      fail(exchange, Target.HOME, badState());
      return;
    }
    switch (providers
        .back()
        .back(OrgId.DEFAULT, state.get(), exchange.browser(), brought, exchange.origin())) {
      case ReturnFromProvider.Outcome.CodeIssued(var target, var code) ->
          exchange.seeOther(
              Addresses.with(exchange.remembered(target).value(), Map.of("code", code.reveal())));
      case ReturnFromProvider.Outcome.SignedIn(var target, var session) -> {
        exchange.visitor().ifPresent(sessions.end()::end);
        exchange.setSession(session.cookie());
        exchange.seeOther(exchange.remembered(target));
      }
      case ReturnFromProvider.Outcome.Failed(var target, var pages, var reason) -> {
        if (pages) {
          exchange.page(
              ProviderProblems.of(reason).status(), page(exchange.remembered(target), reason));
        } else {
          fail(exchange, exchange.remembered(target), ProviderProblems.of(reason));
        }
      }
      case ReturnFromProvider.Outcome.NoSuchVisit() -> fail(exchange, Target.HOME, badState());
    }
  }

  private static Problem badState() {
    return AuthProblems.of(
        400, "bad_oauth_state", "OAuth state is unknown, used, too old, or another browser's");
  }

  private static void fail(Exchange exchange, Target target, Problem problem) {
    Map<String, String> told = new LinkedHashMap<>();
    told.put("error", problem.status() < 422 ? "invalid_request" : "access_denied");
    told.put("error_code", problem.code());
    told.put("error_description", problem.title());
    exchange.seeOther(Addresses.with(target.value(), told));
  }

  private static Optional<BearerSecret> secret(Optional<String> text) {
    return text.filter(value -> !value.isEmpty()).map(BearerSecret::presented);
  }

  private Page page(Target then, ReturnFromProvider.Reason reason) {
    String text =
        switch (reason) {
          case UNAVAILABLE -> "sign-in.provider.unavailable";
          case EMAIL_TAKEN -> "sign-in.provider.email-taken";
          case SIGN_UPS_CLOSED -> "sign-in.provider.closed";
          case BANNED -> "sign-in.provider.banned";
          case DENIED, NOT_GENUINE, FLOW_OVER -> "sign-in.provider.refused";
        };
    return new Page(
        "sign-in",
        new SignInPage(
            "", then.value(), next.deviceBehind(then), text, providers.offered().offers()),
        NextAfterSignIn.formTargets(then));
  }

  /// Addresses with a query.
  private static final class Addresses {
    /// `address` with `parameters` added to its query, before its fragment.
    static String with(String address, Map<String, String> parameters) {
      int hash = address.indexOf('#');
      String page = hash < 0 ? address : address.substring(0, hash);
      StringBuilder all = new StringBuilder(page);
      char between = page.indexOf('?') < 0 ? '?' : '&';
      for (Map.Entry<String, String> parameter : parameters.entrySet()) {
        all.append(between)
            .append(parameter.getKey())
            .append('=')
            .append(URLEncoder.encode(parameter.getValue(), StandardCharsets.UTF_8));
        between = '&';
      }
      return all.append(hash < 0 ? "" : address.substring(hash)).toString();
    }
  }
}
