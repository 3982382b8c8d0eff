package com.optalocal.accounts.adapters.http.session;

import com.optalocal.accounts.adapters.http.AuthProblems;
import com.optalocal.accounts.adapters.http.Json;
import com.optalocal.accounts.adapters.http.Refusal;
import com.optalocal.accounts.adapters.http.identity.FactorJson;
import com.optalocal.accounts.application.identity.DescribeUser;
import com.optalocal.accounts.domain.UserId;
import com.optalocal.accounts.domain.identity.Account;
import com.optalocal.accounts.domain.identity.Identity;
import com.optalocal.accounts.domain.identity.User;
import com.optalocal.accounts.domain.organization.OrgId;
import com.optalocal.accounts.domain.session.IssuedSession;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Users and sessions as the Supabase Auth contract spells them: a moment that never was is left
/// out, an address that there is not is an empty text. A session's JSON holds its tokens, so it
/// goes straight to the client that the session is for, and nowhere else.
public final class UserJson {
  private final DescribeUser describe;

  public UserJson(DescribeUser describe) {
    this.describe = describe;
  }

  public ObjectNode session(IssuedSession session) {
    Duration left = Duration.between(session.issuedAt(), session.expiresAt());
    ObjectNode json =
        Json.object()
            .put("access_token", session.accessToken().reveal())
            .put("token_type", "bearer")
            .put("expires_in", left.toSeconds())
            .put("expires_at", session.expiresAt().getEpochSecond())
            .put("refresh_token", session.refreshToken().reveal());
    json.set("user", user(session.user().id()));
    return json;
  }

  /// @throws Refusal if the user has just been removed
  public ObjectNode user(UserId id) {
    return describe
        .describe(OrgId.DEFAULT, id)
        .map(UserJson::user)
        .orElseThrow(() -> new Refusal(AuthProblems.userNotFound()));
  }

  /// `account` with all that belongs to it.
  public ObjectNode user(Account account) {
    return user(describe.of(OrgId.DEFAULT, account));
  }

  public static ObjectNode user(DescribeUser.Description description) {
    Account account = description.account();
    User user = account.user();
    ObjectNode json =
        Json.object()
            .put("id", user.id().value())
            .put("aud", AccessTokenClaims.AUDIENCE)
            .put("role", AccessTokenClaims.ROLE)
            .put("email", text(user.email()))
            .put("phone", text(user.phone()))
            .put("is_anonymous", account.standing().guest())
            .put("created_at", user.createdAt().toString())
            .put("updated_at", account.updatedAt().toString());
    putMoment(json, "email_confirmed_at", account.confirmed().email());
    putMoment(json, "phone_confirmed_at", account.confirmed().phone());
    putMoment(json, "confirmed_at", account.confirmed().any());
    putMoment(json, "last_sign_in_at", account.lastSignInAt());
    putMoment(json, "banned_until", account.standing().bannedUntil());
    putMoment(json, "deleted_at", account.standing().deletedAt());
    account.pending().email().ifPresent(email -> json.put("new_email", email.value()));
    account.pending().phone().ifPresent(phone -> json.put("new_phone", phone.value()));
    Account.Sent sent = account.sent();
    putMoment(json, "invited_at", sent.invitation());
    putMoment(json, "confirmation_sent_at", sent.confirmation());
    putMoment(json, "recovery_sent_at", sent.recovery());
    putMoment(json, "email_change_sent_at", sent.emailChange());
    putMoment(json, "phone_change_sent_at", sent.phoneChange());
    putMoment(json, "reauthentication_sent_at", sent.reauthentication());
    json.set("app_metadata", MetadataJson.write(account.appMetadata()));
    json.set("user_metadata", MetadataJson.write(account.userMetadata()));
    ArrayNode identities = json.putArray("identities");
    description.identities().forEach(identity -> identities.add(identity(identity)));
    if (!description.factors().isEmpty()) {
      json.set("factors", FactorJson.factors(description.factors()));
    }
    return json;
  }

  private static ObjectNode identity(Identity identity) {
    ObjectNode json =
        Json.object()
            .put("identity_id", identity.id())
            .put("id", identity.subject())
            .put("user_id", identity.user().value())
            .put("provider", identity.provider().value())
            .put("created_at", identity.createdAt().toString())
            .put("updated_at", identity.updatedAt().toString());
    putMoment(json, "last_sign_in_at", identity.lastSignInAt());
    identity.email().ifPresent(email -> json.put("email", email));
    json.set("identity_data", MetadataJson.write(identity.data()));
    return json;
  }

  private static String text(Optional<?> address) {
    return address.map(Object::toString).orElse("");
  }

  private static void putMoment(ObjectNode json, String name, Optional<Instant> moment) {
    moment.ifPresent(at -> json.put(name, at.toString()));
  }
}
