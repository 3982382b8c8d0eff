package com.optalocal.accounts.adapters.http.session;

import com.optalocal.accounts.adapters.http.Access;
import com.optalocal.accounts.adapters.http.Exchange;
import com.optalocal.accounts.adapters.http.Fields;
import com.optalocal.accounts.adapters.http.Json;
import com.optalocal.accounts.adapters.http.PortalUseCases;
import com.optalocal.accounts.adapters.http.Problem;
import com.optalocal.accounts.adapters.http.Refusal;
import com.optalocal.accounts.adapters.http.Route;
import com.optalocal.accounts.domain.BearerSecret;
import com.optalocal.accounts.domain.device.DeviceName;
import com.optalocal.accounts.domain.note.Hash;
import com.optalocal.accounts.domain.organization.OrgId;
import com.optalocal.accounts.domain.session.CliLogin;
import com.optalocal.accounts.domain.session.CliLoginId;
import com.optalocal.accounts.domain.session.LoopbackPort;
import com.optalocal.accounts.domain.session.PkceChallenge;
import java.util.List;

/// The terminal's two calls of its sign-in through the browser: announce, then redeem the code.
public final class CliLoginRoutes {
  private final PortalUseCases.CliSignIn cliSignIn;
  private final UserJson userJson;

  public CliLoginRoutes(PortalUseCases.CliSignIn cliSignIn, UserJson userJson) {
    this.cliSignIn = cliSignIn;
    this.userJson = userJson;
  }

  public List<Route> routes() {
    return List.of(
        Route.api(Route.Method.POST, "/api/cli/logins", Access.OPEN, this::announce),
        Route.api(Route.Method.POST, "/api/cli/token", Access.OPEN, this::redeem));
  }

  private void announce(Exchange exchange) {
    Fields body = exchange.json();
    PkceChallenge challenge = PkceChallenge.parse(body.text("code_challenge"));
    if (!body.text("code_challenge_method").equals("S256")) {
      throw new IllegalArgumentException("only S256 is taken");
    }
    Hash stateHash = Hash.parse(body.text("state_hash"));
    LoopbackPort port = new LoopbackPort(body.number("port"));
    DeviceName device = new DeviceName(body.text("device_name"));
    body.end();
    CliLoginId id =
        cliSignIn
            .authorize()
            .announce(OrgId.DEFAULT, challenge, stateHash, port, device, exchange.clientAddress());
    exchange.json(
        201,
        Json.object()
            .put("login_id", id.toString())
            .put("expires_in", CliLogin.ANNOUNCED_FOR.toSeconds()));
  }

  private void redeem(Exchange exchange) {
    Fields body = exchange.json();
    BearerSecret code = BearerSecret.presented(body.text("code"));
    BearerSecret verifier = BearerSecret.presented(body.text("code_verifier"));
    body.end();
    exchange.json(
        200,
        userJson.session(
            cliSignIn
                .redeem()
                .redeem(OrgId.DEFAULT, code, verifier)
                .orElseThrow(() -> new Refusal(invalidGrant()))));
  }

  private static Problem invalidGrant() {
    return Problem.of(
        400,
        "invalid_grant",
        "The code is not valid",
        "It was used already, is older than a minute, or belongs to another terminal.",
        "Run: opta login");
  }
}
