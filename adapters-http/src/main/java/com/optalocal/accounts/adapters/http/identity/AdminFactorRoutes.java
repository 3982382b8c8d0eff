package com.optalocal.accounts.adapters.http.identity;

import com.optalocal.accounts.adapters.http.Access;
import com.optalocal.accounts.adapters.http.Exchange;
import com.optalocal.accounts.adapters.http.PortalUseCases;
import com.optalocal.accounts.adapters.http.Route;
import com.optalocal.accounts.application.identity.DescribeUser;
import com.optalocal.accounts.application.session.factor.RemoveFactor;
import com.optalocal.accounts.domain.UserId;
import com.optalocal.accounts.domain.identity.FactorId;
import com.optalocal.accounts.domain.identity.PasskeyId;
import com.optalocal.accounts.domain.organization.OrgId;
import java.util.List;

/// Other people's factors and passkeys, for the operator: to see that there are some, and to take
/// away what was lost.
public final class AdminFactorRoutes {
  private final DescribeUser describe;
  private final PortalUseCases.Factors factors;
  private final PortalUseCases.Passkeys passkeys;

  public AdminFactorRoutes(
      DescribeUser describe, PortalUseCases.Factors factors, PortalUseCases.Passkeys passkeys) {
    this.describe = describe;
    this.factors = factors;
    this.passkeys = passkeys;
  }

  /// @param operator who may use them; nobody else than the operator must
  public List<Route> routes(Access operator) {
    String user = "/admin/users/{user}";
    return List.of(
        Route.auth(Route.Method.GET, user + "/factors", operator, this::listFactors),
        Route.auth(Route.Method.DELETE, user + "/factors/{factor}", operator, this::removeFactor),
        Route.auth(Route.Method.GET, user + "/passkeys", operator, this::listPasskeys),
        Route.auth(
            Route.Method.DELETE, user + "/passkeys/{passkey}", operator, this::removePasskey));
  }

  private void listFactors(Exchange exchange) {
    exchange.json(200, FactorJson.factors(described(exchange).factors()));
  }

  private void removeFactor(Exchange exchange) {
    UserId user = described(exchange).account().id();
    FactorId id = FactorProblems.id(exchange.pathParameter("factor"), FactorId::new, "factor_id");
    switch (factors.remove().removeFor(OrgId.DEFAULT, user, id)) {
      case RemoveFactor.Outcome.Removed(var factor) ->
          exchange.json(200, FactorJson.factor(factor));
      case RemoveFactor.Outcome.NoSuchFactor(), RemoveFactor.Outcome.NeedsSecondFactor() ->
          throw FactorProblems.noSuchFactor();
    }
  }

  private void listPasskeys(Exchange exchange) {
    UserId user = described(exchange).account().id();
    exchange.json(200, FactorJson.passkeys(passkeys.keep().list(OrgId.DEFAULT, user)));
  }

  private void removePasskey(Exchange exchange) {
    UserId user = described(exchange).account().id();
    PasskeyId id =
        FactorProblems.id(exchange.pathParameter("passkey"), PasskeyId::new, "passkey_id");
    switch (passkeys.keep().removeFor(OrgId.DEFAULT, user, id)) {
      case REMOVED -> exchange.noContent();
      case NO_SUCH_PASSKEY, NEEDS_SECOND_FACTOR -> throw PasskeyRoutes.noSuchPasskey();
    }
  }

  private DescribeUser.Description described(Exchange exchange) {
    UserId id = FactorProblems.id(exchange.pathParameter("user"), UserId::new, "user_id");
    return describe
        .describe(OrgId.DEFAULT, id)
        .orElseThrow(() -> FactorProblems.refusal(404, "user_not_found", "User not found"));
  }
}
