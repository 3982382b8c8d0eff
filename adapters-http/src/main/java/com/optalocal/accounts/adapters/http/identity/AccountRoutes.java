package com.optalocal.accounts.adapters.http.identity;

import com.optalocal.accounts.adapters.http.Access;
import com.optalocal.accounts.adapters.http.AuthProblems;
import com.optalocal.accounts.adapters.http.Exchange;
import com.optalocal.accounts.adapters.http.Fields;
import com.optalocal.accounts.adapters.http.PortalUseCases;
import com.optalocal.accounts.adapters.http.Refusal;
import com.optalocal.accounts.adapters.http.Route;
import com.optalocal.accounts.adapters.http.session.AuthBody;
import com.optalocal.accounts.adapters.http.session.MetadataJson;
import com.optalocal.accounts.adapters.http.session.UserJson;
import com.optalocal.accounts.application.identity.MakeAccount;
import com.optalocal.accounts.application.session.ChangeAccount;
import com.optalocal.accounts.application.session.OpenSession;
import com.optalocal.accounts.application.session.RegisterAccount;
import com.optalocal.accounts.domain.identity.Account;
import com.optalocal.accounts.domain.identity.Address;
import com.optalocal.accounts.domain.identity.OneTimeCode;
import com.optalocal.accounts.domain.identity.Password;
import com.optalocal.accounts.domain.organization.OrgId;
import com.optalocal.accounts.domain.policy.BuiltInPolicy;
import com.optalocal.accounts.domain.session.SignInMethod;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Accounts in the Supabase Auth contract: sign-up by e-mail, by phone and as a guest, who one is,
/// and changing that.
public final class AccountRoutes {
  private final PortalUseCases.Addresses addresses;
  private final OpenSession openSession;
  private final UserJson userJson;

  public AccountRoutes(
      PortalUseCases.Addresses addresses, OpenSession openSession, UserJson userJson) {
    this.addresses = addresses;
    this.openSession = openSession;
    this.userJson = userJson;
  }

  public List<Route> routes() {
    return List.of(
        Route.auth(Route.Method.POST, "/signup", Access.OPEN, this::signUp),
        Route.auth(
            Route.Method.GET,
            "/user",
            Access.signedIn(BuiltInPolicy.SESSIONS_READ),
            exchange -> exchange.json(200, userJson.user(exchange.actor().userId()))),
        Route.auth(
            Route.Method.PUT,
            "/user",
            Access.signedIn(BuiltInPolicy.SESSIONS_WRITE),
            this::change));
  }

  private void signUp(Exchange exchange) {
    Fields body = exchange.json();
    Optional<Address> address = AuthBody.address(body);
    if (address.isEmpty()) {
      asGuest(exchange, body);
      return;
    }
    if (address.get() instanceof Address.Mobile && !addresses.rules().phones()) {
      throw AuthBody.noPhones("signups");
    }
    String typed = body.optionalText("password").orElse("");
    try (Password password = AuthBody.password(typed, "Signup requires a valid password")) {
      RegisterAccount.Registration registration =
          new RegisterAccount.Registration(
              address.get(),
              password,
              AuthBody.data(body),
              Optional.empty(),
              AuthBody.onward(exchange, body));
      switch (addresses.register().register(OrgId.DEFAULT, registration)) {
        case RegisterAccount.Outcome.Ready(var account) ->
            signIn(exchange, account, SignInMethod.PASSWORD);
        case RegisterAccount.Outcome.Waiting(var account) ->
            exchange.json(200, userJson.user(account));
        case RegisterAccount.Outcome.WeakPassword(var weaknesses) ->
            throw AuthBody.weak(weaknesses);
        case RegisterAccount.Outcome.AddressTaken() ->
            throw new Refusal(
                AuthProblems.of(422, "user_already_exists", "User already registered"));
        case RegisterAccount.Outcome.TooSoon(var left) ->
            throw AuthBody.tooSoon(address.get(), left);
        case RegisterAccount.Outcome.LinkSpent() ->
            throw new IllegalStateException("this door takes no owner link");
      }
    }
  }

  private void asGuest(Exchange exchange, Fields body) {
    if (!addresses.rules().guests()) {
      throw new Refusal(
          AuthProblems.of(422, "anonymous_provider_disabled", "Anonymous sign-ins are disabled"));
    }
    Account guest =
        addresses
            .makeAccount()
            .make(OrgId.DEFAULT, MakeAccount.Draft.guest(AuthBody.data(body)))
            .orElseThrow(() -> new IllegalStateException("a guest has no address to be taken"));
    signIn(exchange, guest, SignInMethod.ANONYMOUS);
  }

  private void signIn(Exchange exchange, Account account, SignInMethod method) {
    exchange.json(
        200,
        userJson.session(
            openSession
                .withTokens(OrgId.DEFAULT, account, method, exchange.origin())
                .orElseThrow(() -> new Refusal(AuthProblems.userNotFound()))));
  }

  private void change(Exchange exchange) {
    Fields body = exchange.json();
    List<Address> wanted = new ArrayList<>();
    AuthBody.email(body, "email").map(Address.Mail::new).ifPresent(wanted::add);
    AuthBody.phone(body)
        .map(Address.Mobile::new)
        .ifPresent(phone -> {
          if (!addresses.rules().phones()) {
            throw AuthBody.noPhones("numbers");
          }
          wanted.add(phone);
        });
    ChangeAccount.Change change =
        new ChangeAccount.Change(
            wanted,
            newPassword(body),
            body.optionalMap("data").map(MetadataJson::read),
            AuthBody.onward(exchange, body));
    switch (addresses.change().change(exchange.actor(), change)) {
      case ChangeAccount.Outcome.Changed(var account) -> exchange.json(200, userJson.user(account));
      case ChangeAccount.Outcome.AddressTaken(var address) ->
          throw new Refusal(
              address instanceof Address.Mail
                  ? AuthProblems.of(
                      422,
                      "email_exists",
                      "A user with this email address has already been registered")
                  : AuthProblems.of(
                      422,
                      "phone_exists",
                      "A user with this phone number has already been registered"));
      case ChangeAccount.Outcome.WeakPassword(var weaknesses) -> throw AuthBody.weak(weaknesses);
      case ChangeAccount.Outcome.SamePassword() ->
          throw new Refusal(
              AuthProblems.of(
                  422, "same_password", "New password should be different from the old password."));
      case ChangeAccount.Outcome.WrongPassword() ->
          throw new Refusal(
              AuthProblems.of(400, "current_password_invalid", "Current password is not right"));
      case ChangeAccount.Outcome.NonceNeeded() ->
          throw new Refusal(
              AuthProblems.of(
                  400, "reauthentication_needed", "Password update requires reauthentication"));
      case ChangeAccount.Outcome.NonceWrong() ->
          throw new Refusal(
              AuthProblems.of(
                  422, "reauthentication_not_valid", "Nonce has expired or is invalid"));
      case ChangeAccount.Outcome.TooSoon(var address, var left) ->
          throw AuthBody.tooSoon(address, left);
      case ChangeAccount.Outcome.Gone() -> throw new Refusal(AuthProblems.userNotFound());
    }
  }

  private static Optional<ChangeAccount.NewPassword> newPassword(Fields body) {
    Optional<String> current =
        body.optionalText("current_password").filter(text -> !text.isEmpty());
    Optional<String> nonce = body.optionalText("nonce").filter(text -> !text.isEmpty());
    return body.optionalText("password")
        .filter(text -> !text.isEmpty())
        .map(text ->
            new ChangeAccount.NewPassword(
                AuthBody.password(text, "password is too long"),
                current.map(typed -> AuthBody.password(typed, "current_password is too long")),
                nonce.map(OneTimeCode::presented)));
  }
}
