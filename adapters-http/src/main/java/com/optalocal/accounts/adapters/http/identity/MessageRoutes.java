package com.optalocal.accounts.adapters.http.identity;

import com.optalocal.accounts.adapters.http.Access;
import com.optalocal.accounts.adapters.http.Exchange;
import com.optalocal.accounts.adapters.http.Fields;
import com.optalocal.accounts.adapters.http.Json;
import com.optalocal.accounts.adapters.http.PortalUseCases;
import com.optalocal.accounts.adapters.http.Route;
import com.optalocal.accounts.adapters.http.session.AuthBody;
import com.optalocal.accounts.application.session.AskForMessage;
import com.optalocal.accounts.application.session.ChangeAccount;
import com.optalocal.accounts.application.session.Onward;
import com.optalocal.accounts.domain.RandomBytes;
import com.optalocal.accounts.domain.UserId;
import com.optalocal.accounts.domain.identity.Account;
import com.optalocal.accounts.domain.identity.Address;
import com.optalocal.accounts.domain.identity.MessagePurpose;
import com.optalocal.accounts.domain.organization.OrgId;
import com.optalocal.accounts.domain.policy.BuiltInPolicy;
import com.optalocal.accounts.domain.redirect.Target;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/// The calls of the Supabase Auth contract that have a message sent. Those that are open answer the
/// same, and as fast, whether or not there is such an account.
public final class MessageRoutes {
  private static final String NO_ADDRESS = "You must provide either an email or phone number";

  private final PortalUseCases.Addresses addresses;
  private final PortalUseCases.People people;
  private final RandomBytes random;

  public MessageRoutes(
      PortalUseCases.Addresses addresses, PortalUseCases.People people, RandomBytes random) {
    this.addresses = addresses;
    this.people = people;
    this.random = random;
  }

  public List<Route> routes() {
    return List.of(
        Route.auth(Route.Method.POST, "/recover", Access.OPEN, this::recover),
        Route.auth(Route.Method.POST, "/resend", Access.OPEN, this::resend),
        Route.auth(Route.Method.POST, "/otp", Access.OPEN, this::oneTimePassword),
        Route.auth(Route.Method.POST, "/magiclink", Access.OPEN, this::magicLink),
        Route.auth(
            Route.Method.GET,
            "/reauthenticate",
            Access.signedIn(BuiltInPolicy.SESSIONS_WRITE),
            this::reauthenticate),
        Route.auth(
            Route.Method.POST,
            "/reauthenticate",
            Access.signedIn(BuiltInPolicy.SESSIONS_WRITE),
            this::reauthenticate));
  }

  private void recover(Exchange exchange) {
    Fields body = exchange.json();
    ask(
        exchange,
        new AskForMessage.Wish.Recovery(
            AuthBody.email(body, "email")
                .orElseThrow(() -> AuthBody.invalid("Password recovery requires an email"))),
        AuthBody.onward(exchange, body));
  }

  private void oneTimePassword(Exchange exchange) {
    Fields body = exchange.json();
    ask(
        exchange,
        new AskForMessage.Wish.SignIn(
            address(body), body.flag("create_user", true), AuthBody.data(body)),
        AuthBody.onward(exchange, body));
  }

  private void magicLink(Exchange exchange) {
    Fields body = exchange.json();
    Address address =
        AuthBody.email(body, "email")
            .<Address>map(Address.Mail::new)
            .orElseThrow(() -> AuthBody.invalid("A magic link requires an email"));
    ask(
        exchange,
        new AskForMessage.Wish.SignIn(address, body.flag("create_user", true), AuthBody.data(body)),
        AuthBody.onward(exchange, body));
  }

  private void resend(Exchange exchange) {
    Fields body = exchange.json();
    Address address = address(body);
    boolean mail = address instanceof Address.Mail;
    MessagePurpose purpose =
        switch (body.optionalText("type").orElse("")) {
          case "signup" -> of(MessagePurpose.SIGN_UP, mail);
          case "email_change" -> of(MessagePurpose.EMAIL_CHANGE_NEW, mail);
          case "sms" -> of(MessagePurpose.PHONE_SIGN_UP, !mail);
          case "phone_change" -> of(MessagePurpose.PHONE_CHANGE, !mail);
          default ->
              throw AuthBody.invalid(
                  "Missing one of these types: signup, email_change, sms, phone_change");
        };
    ask(exchange, new AskForMessage.Wish.Again(purpose, address), AuthBody.onward(exchange, body));
  }

  private static MessagePurpose of(MessagePurpose purpose, boolean reaches) {
    if (!reaches) {
      throw AuthBody.invalid("Type provided requires the other kind of address");
    }
    return purpose;
  }

  private Address address(Fields body) {
    Address address = AuthBody.address(body).orElseThrow(() -> AuthBody.invalid(NO_ADDRESS));
    if (address instanceof Address.Mobile && !addresses.rules().phones()) {
      throw AuthBody.noPhones("logins");
    }
    return address;
  }

  private void reauthenticate(Exchange exchange) {
    UserId user = exchange.actor().userId();
    Address address =
        people
            .describe()
            .describe(OrgId.DEFAULT, user)
            .map(description -> description.account())
            .flatMap((Account account) -> ChangeAccount.address(account))
            .orElseThrow(() ->
                AuthBody.invalid("Reauthentication requires the user to have an email or phone"));
    ask(
        exchange,
        new AskForMessage.Wish.Reauthentication(user, address),
        new Onward(Optional.empty(), Target.HOME));
  }

  private void ask(Exchange exchange, AskForMessage.Wish wish, Onward onward) {
    switch (addresses.ask().ask(OrgId.DEFAULT, wish, onward)) {
      case AskForMessage.Outcome.Accepted() -> {
        ObjectNode answer = Json.object();
        if (wish.to() instanceof Address.Mobile) {
          answer.put("message_id", UserId.generate(random).value());
        }
        exchange.json(200, answer);
      }
      case AskForMessage.Outcome.TooSoon(var left) -> throw AuthBody.tooSoon(wish.to(), left);
    }
  }
}
