package com.optalocal.accounts.adapters.http.identity;

import com.optalocal.accounts.adapters.http.Access;
import com.optalocal.accounts.adapters.http.Exchange;
import com.optalocal.accounts.adapters.http.Form;
import com.optalocal.accounts.adapters.http.Page;
import com.optalocal.accounts.adapters.http.Problem;
import com.optalocal.accounts.adapters.http.Refusal;
import com.optalocal.accounts.adapters.http.Route;
import com.optalocal.accounts.adapters.http.Texts;
import com.optalocal.accounts.adapters.http.TroublePage;
import com.optalocal.accounts.adapters.http.session.NextAfterSignIn;
import com.optalocal.accounts.application.identity.SignUp;
import com.optalocal.accounts.application.session.Onward;
import com.optalocal.accounts.application.session.OpenSession;
import com.optalocal.accounts.application.session.RegisterAccount;
import com.optalocal.accounts.domain.BearerSecret;
import com.optalocal.accounts.domain.identity.Address;
import com.optalocal.accounts.domain.identity.DisplayName;
import com.optalocal.accounts.domain.identity.Email;
import com.optalocal.accounts.domain.identity.Metadata;
import com.optalocal.accounts.domain.identity.Password;
import com.optalocal.accounts.domain.organization.OrgId;
import com.optalocal.accounts.domain.redirect.Target;
import com.optalocal.accounts.domain.session.SignInMethod;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Creating an account in a browser. With the one-time link from the operator's terminal
/// (`/sign-up?owner=…`) the first account becomes the owner.
public final class SignUpPages {
  private final SignUp signUp;
  private final RegisterAccount register;
  private final OpenSession openSession;
  private final NextAfterSignIn next;
  private final Texts texts;

  public SignUpPages(
      SignUp signUp,
      RegisterAccount register,
      OpenSession openSession,
      NextAfterSignIn next,
      Texts texts) {
    this.signUp = signUp;
    this.register = register;
    this.openSession = openSession;
    this.next = next;
    this.texts = texts;
  }

  public List<Route> routes() {
    return List.of(
        Route.page(Route.Method.GET, "/sign-up", Access.OPEN, this::show),
        Route.page(Route.Method.POST, "/sign-up", Access.OPEN, this::signUp));
  }

  private void show(Exchange exchange) {
    Target then = exchange.next();
    if (exchange.visitor().isPresent()) {
      exchange.seeOther(then);
      return;
    }
    Optional<String> owner = exchange.query("owner");
    if (!ownerLink(owner).map(link -> signUp.opens(OrgId.DEFAULT, link)).orElse(true)) {
      throw spent();
    }
    answer(exchange, 200, new Filled("", "", owner.orElse(""), then), NONE);
  }

  private void signUp(Exchange exchange) {
    Form form = exchange.form();
    Filled filled =
        new Filled(form.get("email"), form.get("name"), form.get("owner"), exchange.next());
    if (exchange.visitor().isPresent()) {
      exchange.seeOther(filled.next());
      return;
    }
    Optional<BearerSecret> owner = ownerLink(form.find("owner"));
    Errors errors = malformed(filled, form.get("password"));
    if (!errors.equals(NONE)) {
      answer(exchange, 422, filled, errors);
      return;
    }
    try (Password password = Password.of(form.get("password"))) {
      switch (register.register(OrgId.DEFAULT, filled.registration(password, owner))) {
        case RegisterAccount.Outcome.Ready(var account) -> {
          openSession
              .withCookie(OrgId.DEFAULT, account, SignInMethod.PASSWORD, exchange.origin())
              .ifPresent(opened -> exchange.setSession(opened.cookie()));
          exchange.seeOther(filled.next());
        }
        case RegisterAccount.Outcome.WeakPassword(var weaknesses) ->
            answer(
                exchange,
                422,
                filled,
                new Errors(
                    "",
                    "",
                    weaknesses.stream().map(w -> "sign-up.weak." + w.code()).sorted().toList()));
        case RegisterAccount.Outcome.AddressTaken() ->
            answer(exchange, 409, filled, new Errors("sign-up.taken", "", List.of()));
        case RegisterAccount.Outcome.Waiting(var account) ->
            exchange.page(
                200,
                TroublePage.of(texts.get("sign-up.sent"), texts.get("sign-up.sent-lead"), "", ""));
        case RegisterAccount.Outcome.TooSoon(var left) ->
            answer(exchange, 429, filled, new Errors("sign-up.too-soon", "", List.of()));
        case RegisterAccount.Outcome.LinkSpent() -> throw spent();
      }
    }
  }

  /// The owner link that somebody came with. One that is no link at all is as wrong as any other.
  private static Optional<BearerSecret> ownerLink(Optional<String> given) {
    try {
      return given.map(BearerSecret::presented);
    } catch (IllegalArgumentException malformed) {
      throw spent();
    }
  }

  private static Refusal spent() {
    return new Refusal(
        Problem.of(
            403,
            "owner_link",
            "This link is used or wrong",
            "It makes the first owner of this portal, once, until the portal is started again.",
            "The newest link stands where the portal was started. For an account without it,"
                + " open /sign-up."));
  }

  private static final Errors NONE = new Errors("", "", List.of());

  /// Keys of texts, per field.
  private record Errors(String email, String name, List<String> password) {}

  /// What was typed, but the password.
  private record Filled(String email, String name, String owner, Target next) {
    RegisterAccount.Registration registration(Password password, Optional<BearerSecret> ownerLink) {
      return new RegisterAccount.Registration(
          new Address.Mail(new Email(email)),
          password,
          name.isBlank() ? Metadata.EMPTY : Metadata.of("name", new DisplayName(name).value()),
          ownerLink,
          new Onward(Optional.empty(), next));
    }
  }

  private static Errors malformed(Filled filled, String password) {
    List<String> passwordErrors = new ArrayList<>();
    if (!isValid(() -> Password.of(password).close())) {
      passwordErrors.add("sign-up.weak.length");
    }
    return new Errors(
        isValid(() -> new Email(filled.email())) ? "" : "sign-up.email-form",
        filled.name().isBlank() || isValid(() -> new DisplayName(filled.name()))
            ? ""
            : "sign-up.name-form",
        passwordErrors);
  }

  private static boolean isValid(Runnable parse) {
    try {
      parse.run();
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private void answer(Exchange exchange, int status, Filled filled, Errors errors) {
    exchange.page(
        status,
        new Page(
            "sign-up",
            new SignUpPage(
                filled.email(),
                filled.name(),
                filled.owner(),
                filled.next().value(),
                next.deviceBehind(filled.next()),
                errors.email(),
                errors.name(),
                errors.password()),
            NextAfterSignIn.formTargets(filled.next())));
  }
}
