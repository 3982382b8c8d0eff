package com.optalocal.accounts.adapters.http.identity;

import com.optalocal.accounts.adapters.http.Access;
import com.optalocal.accounts.adapters.http.AuthProblems;
import com.optalocal.accounts.adapters.http.Exchange;
import com.optalocal.accounts.adapters.http.Fields;
import com.optalocal.accounts.adapters.http.Refusal;
import com.optalocal.accounts.adapters.http.Route;
import com.optalocal.accounts.adapters.http.session.AuthBody;
import com.optalocal.accounts.adapters.http.session.UserJson;
import com.optalocal.accounts.application.identity.Messages;
import com.optalocal.accounts.application.session.MakeLink;
import com.optalocal.accounts.domain.identity.Email;
import com.optalocal.accounts.domain.identity.Message;
import com.optalocal.accounts.domain.identity.MessagePurpose;
import com.optalocal.accounts.domain.identity.Password;
import com.optalocal.accounts.domain.organization.OrgId;
import com.optalocal.accounts.domain.session.PortalUrl;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/// Invitations, and messages that the operator's program brings to people itself. An answer of
/// `generate_link` opens an account: it goes to holders of the service role alone.
public final class LinkRoutes {
  private final MakeLink makeLink;
  private final Messages messages;
  private final UserJson userJson;
  private final PortalUrl portal;

  public LinkRoutes(MakeLink makeLink, Messages messages, UserJson userJson, PortalUrl portal) {
    this.makeLink = makeLink;
    this.messages = messages;
    this.userJson = userJson;
    this.portal = portal;
  }

  public List<Route> routes() {
    return List.of(
        Route.auth(Route.Method.POST, "/invite", Access.SERVICE, this::invite),
        Route.auth(Route.Method.POST, "/admin/generate_link", Access.SERVICE, this::generateLink));
  }

  private void invite(Exchange exchange) {
    Fields body = exchange.json();
    MakeLink.Outcome.Made made =
        make(order(exchange, body, MessagePurpose.INVITE, Optional.empty()));
    messages.send(OrgId.DEFAULT, made.message());
    exchange.json(200, userJson.user(made.account()));
  }

  private void generateLink(Exchange exchange) {
    Fields body = exchange.json();
    MessagePurpose purpose = purpose(body.optionalText("type").orElse(""));
    Optional<Password> password =
        body.optionalText("password")
            .filter(text -> !text.isEmpty())
            .map(text -> AuthBody.password(text, "password is too long"));
    MakeLink.Outcome.Made made = make(order(exchange, body, purpose, password));
    Message message = made.message();
    ObjectNode answer = userJson.user(made.account());
    exchange.json(
        200,
        answer
            .put("action_link", MessageLink.of(portal, message))
            .put("email_otp", message.code().reveal())
            .put("hashed_token", message.token().reveal())
            .put("redirect_to", message.next().value())
            .put("verification_type", purpose.code()));
  }

  private static MakeLink.Order order(
      Exchange exchange, Fields body, MessagePurpose purpose, Optional<Password> password) {
    Email email =
        AuthBody.email(body, "email")
            .orElseThrow(
                () -> AuthBody.invalid("Unable to validate email address: invalid format"));
    Optional<Email> wanted = AuthBody.email(body, "new_email");
    boolean change =
        purpose == MessagePurpose.EMAIL_CHANGE_CURRENT
            || purpose == MessagePurpose.EMAIL_CHANGE_NEW;
    if (change && wanted.isEmpty()) {
      throw AuthBody.invalid("new_email is required to change an email");
    }
    if (purpose == MessagePurpose.SIGN_UP && password.isEmpty()) {
      throw AuthBody.invalid("Signup requires a valid password");
    }
    return new MakeLink.Order(
        purpose, email, wanted, password, AuthBody.data(body), exchange.redirectTo());
  }

  private static MessagePurpose purpose(String type) {
    return switch (type) {
      case "signup",
          "invite",
          "magiclink",
          "recovery",
          "email_change_current",
          "email_change_new" ->
          MessagePurpose.parse(type);
      default -> throw AuthBody.invalid("Invalid email action link type requested");
    };
  }

  private MakeLink.Outcome.Made make(MakeLink.Order order) {
    return switch (makeLink.make(OrgId.DEFAULT, order)) {
      case MakeLink.Outcome.Made made -> made;
      case MakeLink.Outcome.AddressTaken() ->
          throw new Refusal(
              AuthProblems.of(
                  422,
                  "email_exists",
                  "A user with this email address has already been registered"));
      case MakeLink.Outcome.NoSuchUser() ->
          throw new Refusal(
              AuthProblems.of(404, "user_not_found", "User with this email not found"));
      case MakeLink.Outcome.WeakPassword(var weaknesses) -> throw AuthBody.weak(weaknesses);
    };
  }
}
