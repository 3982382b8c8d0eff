package com.optalocal.accounts.adapters.http.session;

import com.optalocal.accounts.adapters.http.Access;
import com.optalocal.accounts.adapters.http.Exchange;
import com.optalocal.accounts.adapters.http.Form;
import com.optalocal.accounts.adapters.http.Page;
import com.optalocal.accounts.adapters.http.PortalUseCases;
import com.optalocal.accounts.adapters.http.Route;
import com.optalocal.accounts.application.identity.CheckPassword;
import com.optalocal.accounts.application.identity.SignInProviders;
import com.optalocal.accounts.application.session.OpenSession;
import com.optalocal.accounts.application.session.factor.PassSecondStep;
import com.optalocal.accounts.domain.identity.Account;
import com.optalocal.accounts.domain.identity.Email;
import com.optalocal.accounts.domain.identity.Password;
import com.optalocal.accounts.domain.organization.OrgId;
import com.optalocal.accounts.domain.policy.BuiltInPolicy;
import com.optalocal.accounts.domain.redirect.Target;
import com.optalocal.accounts.domain.session.SignInMethod;
import java.util.List;
import java.util.Optional;

/// Signing in and out in a browser. Every sign-in makes a new session and ends the one that the
/// browser had, so that nobody can be made to use a session that somebody else knows.
public final class SignInPages {
  private final CheckPassword checkPassword;
  private final PortalUseCases.Sessions sessions;
  private final SignInProviders providers;
  private final PassSecondStep secondStep;
  private final NextAfterSignIn next;

  public SignInPages(
      CheckPassword checkPassword,
      PortalUseCases.Sessions sessions,
      SignInProviders providers,
      PassSecondStep secondStep,
      NextAfterSignIn next) {
    this.checkPassword = checkPassword;
    this.sessions = sessions;
    this.providers = providers;
    this.secondStep = secondStep;
    this.next = next;
  }

  public List<Route> routes() {
    return List.of(
        Route.page(Route.Method.GET, "/sign-in", Access.OPEN, this::show),
        Route.page(Route.Method.POST, "/sign-in", Access.OPEN, this::signIn),
        Route.page(
            Route.Method.POST,
            "/sign-out",
            Access.signedIn(BuiltInPolicy.SESSIONS_WRITE),
            this::signOut));
  }

  private void show(Exchange exchange) {
    Target then = exchange.next();
    if (exchange.visitor().isPresent()) {
      exchange.seeOther(then);
      return;
    }
    exchange.page(200, page("", then, ""));
  }

  private void signIn(Exchange exchange) {
    Form form = exchange.form();
    Target then = exchange.next();
    Optional<Account> known = check(form.get("email"), form.get("password"));
    if (known.filter(account -> account.confirmed().email().isEmpty()).isPresent()) {
      exchange.page(401, page(form.get("email"), then, "sign-in.unproven"));
      return;
    }
    Optional<OpenSession.BrowserSession> opened =
        known.flatMap(account ->
            sessions
                .open()
                .withCookie(OrgId.DEFAULT, account, SignInMethod.PASSWORD, exchange.origin()));
    if (opened.isEmpty()) {
      exchange.page(401, page(form.get("email"), then, "sign-in.refused"));
      return;
    }
    exchange.visitor().or(exchange::halfSignedIn).ifPresent(sessions.end()::end);
    exchange.setSession(opened.get().cookie());
    if (secondStep.awaits(OrgId.DEFAULT, known.orElseThrow().id())) {
      exchange.seeOther(SecondStepPages.before(then));
    } else {
      exchange.seeOther(then);
    }
  }

  private void signOut(Exchange exchange) {
    sessions.end().end(exchange.actor());
    exchange.clearSession();
    exchange.seeOther("/sign-in");
  }

  private Optional<Account> check(String email, String typed) {
    Email address;
    Password password;
    try {
      address = new Email(email);
      password = Password.of(typed);
    } catch (IllegalArgumentException nobodyHasThese) {
      return Optional.empty();
    }
    try (password) {
      return checkPassword.check(OrgId.DEFAULT, address, password);
    }
  }

  private Page page(String email, Target then, String refused) {
    return new Page(
        "sign-in",
        new SignInPage(email, then.value(), next.deviceBehind(then), refused, providers.offers()),
        NextAfterSignIn.formTargets(then));
  }
}
