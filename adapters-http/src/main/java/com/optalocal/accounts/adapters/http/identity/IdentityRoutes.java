package com.optalocal.accounts.adapters.http.identity;

import com.optalocal.accounts.adapters.http.Access;
import com.optalocal.accounts.adapters.http.AuthProblems;
import com.optalocal.accounts.adapters.http.Exchange;
import com.optalocal.accounts.adapters.http.Json;
import com.optalocal.accounts.adapters.http.PortalUseCases;
import com.optalocal.accounts.adapters.http.Refusal;
import com.optalocal.accounts.adapters.http.Route;
import com.optalocal.accounts.adapters.http.session.ProviderProblems;
import com.optalocal.accounts.domain.organization.OrgId;
import com.optalocal.accounts.domain.policy.BuiltInPolicy;
import java.util.List;
import java.util.regex.Pattern;

/// A user's identities in the Supabase Auth contract: one of several is taken away.
public final class IdentityRoutes {
  private static final Pattern UUID =
      Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");
  private final PortalUseCases.Providers providers;

  public IdentityRoutes(PortalUseCases.Providers providers) {
    this.providers = providers;
  }

  public List<Route> routes() {
    return List.of(
        Route.auth(
            Route.Method.DELETE,
            "/user/identities/{id}",
            Access.signedIn(BuiltInPolicy.SESSIONS_WRITE),
            this::unlink));
  }

  private void unlink(Exchange exchange) {
    if (!providers.linking()) {
      throw new Refusal(ProviderProblems.linkingDisabled());
    }
    String id = exchange.pathParameter("id");
    if (!UUID.matcher(id).matches()) {
      throw new Refusal(AuthProblems.of(404, "validation_failed", "identity_id must be an UUID"));
    }
    switch (providers.unlink().unlink(OrgId.DEFAULT, exchange.actor().userId(), id)) {
      case UNLINKED -> exchange.json(200, Json.object());
      case NO_SUCH_IDENTITY ->
          throw new Refusal(AuthProblems.of(422, "identity_not_found", "Identity doesn't exist"));
      case THE_ONLY_ONE ->
          throw new Refusal(
              AuthProblems.of(
                  422,
                  "single_identity_not_deletable",
                  "User must have at least 1 identity after unlinking"));
      case EMAIL_TAKEN ->
          throw new Refusal(
              AuthProblems.of(
                  422,
                  "email_conflict_identity_not_deletable",
                  "Unable to unlink identity due to email conflict"));
    }
  }
}
