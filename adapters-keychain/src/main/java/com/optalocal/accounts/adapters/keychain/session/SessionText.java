package com.optalocal.accounts.adapters.keychain.session;

import com.optalocal.accounts.adapters.keychain.IndentedJson;
import com.optalocal.accounts.adapters.keychain.StrictJson;
import com.optalocal.accounts.domain.BearerSecret;
import com.optalocal.accounts.domain.SecretBytes;
import com.optalocal.accounts.domain.UserId;
import com.optalocal.accounts.domain.identity.DisplayName;
import com.optalocal.accounts.domain.identity.Email;
import com.optalocal.accounts.domain.identity.Phone;
import com.optalocal.accounts.domain.identity.User;
import com.optalocal.accounts.domain.organization.ProjectRef;
import com.optalocal.accounts.domain.session.HeldSession;
import com.optalocal.accounts.domain.session.IssuedSession;
import com.optalocal.accounts.domain.session.PortalUrl;
import com.optalocal.accounts.domain.session.SessionId;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// A session as custody keeps it: one flat JSON object of texts, all of the session in it.
///
/// JSON takes and gives `String`; the tokens' copies in it cannot be wiped.
final class SessionText {
  private SessionText() {}

  static SecretBytes of(HeldSession held) {
    IssuedSession issued = held.issued();
    User user = issued.user();
    return new SecretBytes(
        IndentedJson.write(json -> {
          json.writeStringProperty("version", "1");
          json.writeStringProperty("portal", held.portal().value());
          json.writeStringProperty("project", held.project().value());
          json.writeStringProperty("updated_at", held.updatedAt().toString());
          json.writeStringProperty("session_id", issued.id().value());
          json.writeStringProperty("access_token", issued.accessToken().reveal());
          json.writeStringProperty("refresh_token", issued.refreshToken().reveal());
          json.writeStringProperty("issued_at", issued.issuedAt().toString());
          json.writeStringProperty("expires_at", issued.expiresAt().toString());
          json.writeStringProperty("user_id", user.id().value());
          user.email().ifPresent(email -> json.writeStringProperty("user_email", email.value()));
          user.phone().ifPresent(phone -> json.writeStringProperty("user_phone", phone.value()));
          user.name().ifPresent(name -> json.writeStringProperty("user_name", name.value()));
          json.writeStringProperty("user_created_at", user.createdAt().toString());
        }));
  }

  /// Empty if it is not what [#of] wrote.
  static Optional<HeldSession> parse(SecretBytes text) {
    return text.use(bytes -> {
      try (StrictJson json = new StrictJson(bytes)) {
        Map<String, String> fields = new HashMap<>();
        for (String name = json.nextField(); name != null; name = json.nextField()) {
          fields.put(name, json.text());
        }
        json.end();
        return Optional.of(held(fields));
      } catch (StrictJson.Malformed | IllegalArgumentException | DateTimeException e) {
        return Optional.empty();
      }
    });
  }

  private static HeldSession held(Map<String, String> fields) {
    if (!require(fields, "version").equals("1")) {
      throw new IllegalArgumentException("another version");
    }
    return new HeldSession(
        new PortalUrl(require(fields, "portal")),
        new ProjectRef(require(fields, "project")),
        new IssuedSession(
            new User(
                new UserId(require(fields, "user_id")),
                Optional.ofNullable(fields.get("user_email")).map(Email::new),
                Optional.ofNullable(fields.get("user_phone")).map(Phone::new),
                Optional.ofNullable(fields.get("user_name")).map(DisplayName::new),
                Instant.parse(require(fields, "user_created_at"))),
            new SessionId(require(fields, "session_id")),
            BearerSecret.presented(require(fields, "access_token")),
            BearerSecret.presented(require(fields, "refresh_token")),
            Instant.parse(require(fields, "issued_at")),
            Instant.parse(require(fields, "expires_at"))),
        Instant.parse(require(fields, "updated_at")));
  }

  private static String require(Map<String, String> fields, String name) {
    String value = fields.get(name);
    if (value == null) {
      throw new IllegalArgumentException("a field is missing");
    }
    return value;
  }
}
