package com.optalocal.accounts.adapters.http.session;

import com.optalocal.accounts.adapters.http.Json;
import com.optalocal.accounts.domain.identity.User;
import com.optalocal.accounts.domain.session.IssuedSession;
import java.time.Duration;
import tools.jackson.databind.node.ObjectNode;

/// Users and sessions as the Supabase Auth contract spells them. A session's JSON holds its tokens,
/// so it goes straight to the client that the session is for, and nowhere else.
public final class UserJson {
  private UserJson() {}

  public static ObjectNode session(IssuedSession session) {
    Duration left = Duration.between(session.issuedAt(), session.expiresAt());
    ObjectNode json =
        Json.object()
            .put("access_token", session.accessToken().reveal())
            .put("token_type", "bearer")
            .put("expires_in", left.toSeconds())
            .put("expires_at", session.expiresAt().getEpochSecond())
            .put("refresh_token", session.refreshToken().reveal());
    ObjectNode user = user(session.user());
    user.put("last_sign_in_at", session.issuedAt().toString());
    json.set("user", user);
    return json;
  }

  public static ObjectNode user(User user) {
    String id = user.id().value();
    String created = user.createdAt().toString();
    ObjectNode json =
        Json.object()
            .put("id", id)
            .put("aud", AccessTokenClaims.AUDIENCE)
            .put("role", AccessTokenClaims.ROLE)
            .put("email", user.email().value())
            .put("email_confirmed_at", created)
            .put("phone", "")
            .put("confirmed_at", created)
            .put("created_at", created)
            .put("updated_at", created)
            .put("is_anonymous", false);
    json.set("app_metadata", appMetadata());
    json.set("user_metadata", userMetadata(user));
    ObjectNode identity =
        json.putArray("identities")
            .addObject()
            .put("identity_id", id)
            .put("id", id)
            .put("user_id", id)
            .put("provider", "email")
            .put("email", user.email().value())
            .put("created_at", created)
            .put("updated_at", created);
    identity
        .putObject("identity_data")
        .put("sub", id)
        .put("email", user.email().value())
        .put("email_verified", true)
        .put("phone_verified", false);
    return json;
  }

  static ObjectNode appMetadata() {
    ObjectNode metadata = Json.object().put("provider", "email");
    metadata.putArray("providers").add("email");
    return metadata;
  }

  static ObjectNode userMetadata(User user) {
    ObjectNode metadata = Json.object();
    user.name().ifPresent(name -> metadata.put("name", name.value()));
    return metadata;
  }
}
