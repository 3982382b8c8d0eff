package com.optalocal.accounts.adapters.http.identity;

import com.optalocal.accounts.adapters.http.Access;
import com.optalocal.accounts.adapters.http.AuthProblems;
import com.optalocal.accounts.adapters.http.Exchange;
import com.optalocal.accounts.adapters.http.Fields;
import com.optalocal.accounts.adapters.http.Problem;
import com.optalocal.accounts.adapters.http.Refusal;
import com.optalocal.accounts.adapters.http.Route;
import com.optalocal.accounts.adapters.http.session.MetadataJson;
import com.optalocal.accounts.adapters.http.session.UserJson;
import com.optalocal.accounts.application.identity.SignUp;
import com.optalocal.accounts.application.session.OpenSession;
import com.optalocal.accounts.domain.identity.Email;
import com.optalocal.accounts.domain.identity.Metadata;
import com.optalocal.accounts.domain.identity.Password;
import com.optalocal.accounts.domain.identity.PasswordRules;
import com.optalocal.accounts.domain.organization.OrgId;
import com.optalocal.accounts.domain.policy.BuiltInPolicy;
import com.optalocal.accounts.domain.session.SignInMethod;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Accounts in the Supabase Auth contract: sign-up with e-mail and password, and who one is.
public final class AccountRoutes {
  private final SignUp signUp;
  private final OpenSession openSession;
  private final UserJson userJson;

  public AccountRoutes(SignUp signUp, OpenSession openSession, UserJson userJson) {
    this.userJson = userJson;
    this.signUp = signUp;
    this.openSession = openSession;
  }

  public List<Route> routes() {
    return List.of(
        Route.auth(Route.Method.POST, "/signup", Access.OPEN, this::signUp),
        Route.auth(
            Route.Method.GET,
            "/user",
            Access.signedIn(BuiltInPolicy.SESSIONS_READ),
            exchange -> exchange.json(200, userJson.user(exchange.actor().userId()))));
  }

  private void signUp(Exchange exchange) {
    Fields body = exchange.json();
    Optional<String> email = body.optionalText("email").filter(text -> !text.isEmpty());
    if (email.isEmpty()) {
      throw new Refusal(
          body.optionalText("phone").filter(text -> !text.isEmpty()).isPresent()
              ? AuthProblems.of(400, "phone_provider_disabled", "Phone signups are disabled")
              : AuthProblems.of(
                  422, "anonymous_provider_disabled", "Anonymous sign-ins are disabled"));
    }
    try (Password password = password(body)) {
      SignUp.Application application =
          new SignUp.Application(address(email.get()), password, data(body), Optional.empty());
      switch (signUp.signUp(OrgId.DEFAULT, application)) {
        case SignUp.Outcome.SignedUp(var account, var role) ->
            exchange.json(
                200,
                userJson.session(
                    openSession
                        .withTokens(
                            OrgId.DEFAULT, account, SignInMethod.PASSWORD, exchange.origin())
                        .orElseThrow(() -> new Refusal(AuthProblems.userNotFound()))));
        case SignUp.Outcome.WeakPassword(var weaknesses) -> throw new Refusal(weak(weaknesses));
        case SignUp.Outcome.EmailTaken() ->
            throw new Refusal(
                AuthProblems.of(422, "user_already_exists", "User already registered"));
        case SignUp.Outcome.LinkSpent() ->
            throw new IllegalStateException("this door takes no owner link");
      }
    }
  }

  private static Email address(String text) {
    try {
      return new Email(text);
    } catch (IllegalArgumentException e) {
      throw new Refusal(
          AuthProblems.of(
              400, "validation_failed", "Unable to validate email address: invalid format"));
    }
  }

  private static Password password(Fields body) {
    try {
      return Password.of(body.text("password"));
    } catch (IllegalArgumentException e) {
      throw new Refusal(
          AuthProblems.of(400, "validation_failed", "Signup requires a valid password"));
    }
  }

  private static Metadata data(Fields body) {
    return body.optionalMap("data").map(MetadataJson::read).orElse(Metadata.EMPTY);
  }

  private static Problem weak(Set<PasswordRules.Weakness> weaknesses) {
    List<String> reasons = weaknesses.stream().map(PasswordRules.Weakness::code).sorted().toList();
    return AuthProblems.of(
            422,
            "weak_password",
            "Password should be at least "
                + PasswordRules.MIN_CHARACTERS
                + " characters long and not easy to guess")
        .with("weak_password", reasons);
  }
}
