package com.optalocal.accounts.adapters.http.identity;

import com.optalocal.accounts.adapters.http.Json;
import com.optalocal.accounts.domain.identity.Factor;
import com.optalocal.accounts.domain.identity.Passkey;
import java.util.Collection;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Factors and passkeys as the Supabase Auth contract lists them: what they are called and when
/// they were used, and nothing that proves anything.
public final class FactorJson {
  private FactorJson() {}

  public static ObjectNode factor(Factor factor) {
    ObjectNode json =
        Json.object()
            .put("id", factor.id().value())
            .put("created_at", factor.createdAt().toString())
            .put("updated_at", factor.updatedAt().toString())
            .put("status", factor.isVerified() ? "verified" : "unverified")
            .put("factor_type", factor.means().code());
    factor.name().ifPresent(name -> json.put("friendly_name", name.value()));
    factor.lastChallengedAt().ifPresent(at -> json.put("last_challenged_at", at.toString()));
    return json;
  }

  public static ArrayNode factors(Collection<Factor> factors) {
    ArrayNode list = Json.array();
    factors.forEach(factor -> list.add(factor(factor)));
    return list;
  }

  static ObjectNode passkey(Passkey passkey) {
    ObjectNode json =
        Json.object()
            .put("id", passkey.id().value())
            .put("created_at", passkey.createdAt().toString());
    passkey.name().ifPresent(name -> json.put("friendly_name", name.value()));
    passkey.lastUsedAt().ifPresent(at -> json.put("last_used_at", at.toString()));
    return json;
  }

  static ArrayNode passkeys(Collection<Passkey> passkeys) {
    ArrayNode list = Json.array();
    passkeys.forEach(passkey -> list.add(passkey(passkey)));
    return list;
  }
}
