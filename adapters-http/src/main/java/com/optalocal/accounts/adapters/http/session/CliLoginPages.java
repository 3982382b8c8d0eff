package com.optalocal.accounts.adapters.http.session;

import com.optalocal.accounts.adapters.http.Access;
import com.optalocal.accounts.adapters.http.Exchange;
import com.optalocal.accounts.adapters.http.Form;
import com.optalocal.accounts.adapters.http.Page;
import com.optalocal.accounts.adapters.http.Route;
import com.optalocal.accounts.adapters.http.TroublePage;
import com.optalocal.accounts.application.session.AuthorizeCliLogin;
import com.optalocal.accounts.domain.policy.BuiltInPolicy;
import com.optalocal.accounts.domain.session.CliLogin;
import com.optalocal.accounts.domain.session.CliLoginId;
import com.optalocal.accounts.domain.session.LoopbackPort;
import com.optalocal.accounts.domain.session.PortalUrl;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/// The browser's part of a terminal's sign-in: ask, take the answer, relay the code to loopback.
///
/// The relay is the one GET that changes something: it spends a consent which the same person has
/// just given by POST, and hands out a code that is useless without the terminal's verifier.
public final class CliLoginPages {
  private final AuthorizeCliLogin logins;
  private final PortalUrl issuer;

  /// @param issuer what the terminal finds in `iss`: the portal that it asked
  public CliLoginPages(AuthorizeCliLogin logins, PortalUrl issuer) {
    this.logins = logins;
    this.issuer = issuer;
  }

  public List<Route> routes() {
    Access consenting = Access.signedIn(BuiltInPolicy.CLI_CONSENT);
    return List.of(
        Route.page(Route.Method.GET, "/cli/login", consenting, this::ask),
        Route.page(Route.Method.POST, "/cli/login", consenting, this::decide),
        Route.page(Route.Method.GET, "/cli/callback", consenting, this::relay));
  }

  private void ask(Exchange exchange) {
    String state = exchange.query("state").orElse("");
    Optional<CliLogin.Announcement> login =
        pending(exchange, exchange.query("id").orElse(""), state);
    if (login.isEmpty()) {
      over(exchange);
      return;
    }
    exchange.page(
        200,
        new Page(
            "consent",
            new ConsentPage(login.get(), state, exchange.clientAddress()),
            List.of(loopback(login.get().port()))));
  }

  private void decide(Exchange exchange) {
    Form form = exchange.form();
    String state = form.get("state");
    boolean allowed =
        switch (form.get("decision")) {
          case "allow" -> true;
          case "deny" -> false;
          default -> throw new IllegalArgumentException("a decision is allow or deny");
        };
    Optional<CliLogin.Announcement> login = pending(exchange, form.get("id"), state);
    if (login.isEmpty()) {
      over(exchange);
    } else if (allowed) {
      allow(exchange, login.get(), state);
    } else {
      logins
          .deny(exchange.actor(), login.get().id(), state)
          .ifPresentOrElse(
              port -> toTerminal(exchange, port, "error=access_denied", state),
              () -> over(exchange));
    }
  }

  private void allow(Exchange exchange, CliLogin.Announcement login, String state) {
    if (logins.consent(exchange.actor(), login.id(), state)) {
      exchange.seeOther(
          "/cli/callback?id="
              + login.id()
              + "&port="
              + login.port().value()
              + "&state="
              + encode(state));
    } else {
      over(exchange);
    }
  }

  private void relay(Exchange exchange) {
    String state = exchange.query("state").orElse("");
    Optional<AuthorizeCliLogin.Relay> relay;
    try {
      CliLoginId id = CliLoginId.parse(exchange.query("id").orElse(""));
      LoopbackPort port = new LoopbackPort(Integer.parseInt(exchange.query("port").orElse(""), 10));
      relay = logins.relay(exchange.actor(), id, port, state);
    } catch (IllegalArgumentException malformed) {
      relay = Optional.empty();
    }
    relay.ifPresentOrElse(
        found -> toTerminal(exchange, found.port(), "code=" + encode(found.code().reveal()), state),
        () -> over(exchange));
  }

  private Optional<CliLogin.Announcement> pending(Exchange exchange, String id, String state) {
    try {
      return logins.pending(exchange.actor().org(), CliLoginId.parse(id), state);
    } catch (IllegalArgumentException malformed) {
      return Optional.empty();
    }
  }

  private void toTerminal(Exchange exchange, LoopbackPort port, String answer, String state) {
    exchange.seeOther(
        loopback(port)
            + "/callback?"
            + answer
            + "&state="
            + encode(state)
            + "&iss="
            + encode(issuer.value()));
  }

  private static void over(Exchange exchange) {
    exchange.page(
        410,
        TroublePage.of(
            "This sign-in is over",
            "It was answered already, is older than ten minutes, or belongs to another terminal.",
            "Go back to your terminal and run:",
            "opta login"));
  }

  private static String loopback(LoopbackPort port) {
    return "http://127.0.0.1:" + port.value();
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
