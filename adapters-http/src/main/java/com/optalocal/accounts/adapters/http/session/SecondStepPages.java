package com.optalocal.accounts.adapters.http.session;

import com.optalocal.accounts.adapters.http.Access;
import com.optalocal.accounts.adapters.http.Exchange;
import com.optalocal.accounts.adapters.http.Form;
import com.optalocal.accounts.adapters.http.Page;
import com.optalocal.accounts.adapters.http.Route;
import com.optalocal.accounts.application.session.factor.PassSecondStep;
import com.optalocal.accounts.domain.redirect.Target;
import com.optalocal.accounts.domain.session.Actor;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/// The second step of signing in with a browser. Until it is passed, the session opens this page
/// and no other.
public final class SecondStepPages {
  private static final String PATH = "/sign-in/verify";
  private static final String RECOVERY = "recovery";
  private final PassSecondStep secondStep;

  public SecondStepPages(PassSecondStep secondStep) {
    this.secondStep = secondStep;
  }

  /// This page, for somebody who wants to go on to `next`.
  public static String before(Target next) {
    return next.equals(Target.HOME)
        ? PATH
        : PATH + "?next=" + URLEncoder.encode(next.value(), StandardCharsets.UTF_8);
  }

  public List<Route> routes() {
    return List.of(
        Route.page(Route.Method.GET, PATH, Access.SECOND_STEP, this::show),
        Route.page(Route.Method.POST, PATH, Access.SECOND_STEP, this::verify));
  }

  private void show(Exchange exchange) {
    boolean recovery = exchange.query("use").equals(Optional.of(RECOVERY));
    exchange.page(200, page(exchange.next(), recovery, Optional.empty()));
  }

  private void verify(Exchange exchange) {
    Form form = exchange.form();
    Target then = exchange.next();
    Actor actor = exchange.halfSignedIn().orElseThrow(IllegalStateException::new);
    boolean recovery = form.get("use").equals(RECOVERY);
    String typed = form.get("code");
    PassSecondStep.Outcome outcome =
        recovery ? secondStep.withRecoveryCode(actor, typed) : secondStep.withCode(actor, typed);
    switch (outcome) {
      case PASSED -> exchange.seeOther(then);
      case WRONG ->
          exchange.page(
              401,
              page(
                  then,
                  recovery,
                  Optional.of(recovery ? "second-step.wrong-recovery" : "second-step.wrong")));
      case TOO_MANY_TRIES ->
          exchange.page(429, page(then, recovery, Optional.of("second-step.too-many")));
      case SESSION_OVER -> {
        exchange.clearSession();
        exchange.seeOther("/sign-in");
      }
    }
  }

  private static Page page(Target then, boolean recovery, Optional<String> problem) {
    return new Page(
        "second-step",
        new SecondStepPage(then.value(), recovery, problem),
        NextAfterSignIn.formTargets(then));
  }
}
