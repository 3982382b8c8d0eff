package com.optalocal.accounts.adapters.http.session;

import com.optalocal.accounts.adapters.http.JsonText;
import com.optalocal.accounts.adapters.http.JsonValue;
import com.optalocal.accounts.adapters.http.MalformedJson;
import com.optalocal.accounts.adapters.http.PortalLink;
import com.optalocal.accounts.application.PortalUnreachable;
import com.optalocal.accounts.domain.BearerSecret;
import com.optalocal.accounts.domain.UserId;
import com.optalocal.accounts.domain.identity.DisplayName;
import com.optalocal.accounts.domain.identity.Email;
import com.optalocal.accounts.domain.identity.Phone;
import com.optalocal.accounts.domain.identity.User;
import com.optalocal.accounts.domain.note.NoteFields;
import com.optalocal.accounts.domain.session.IssuedSession;
import com.optalocal.accounts.domain.session.SessionId;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;

/// Reads a session as `/auth/v1/token` answers it. Generous about members it does not know, since
/// Supabase adds some; strict about those it needs.
final class SessionJson {
  private static final long MAX_LIFETIME_SECONDS = 31L * 24 * 3600;

  private SessionJson() {}

  /// @throws PortalUnreachable if this is no session
  static IssuedSession read(JsonValue.Fields json, Instant now) {
    try {
      String access = json.text("access_token").orElseThrow(SessionJson::malformed);
      UnverifiedClaims claims = UnverifiedClaims.of(access);
      long seconds = json.number("expires_in").orElseThrow(SessionJson::malformed);
      if (!json.text("token_type").orElse("").equals("bearer")
          || seconds < 1
          || seconds > MAX_LIFETIME_SECONDS) {
        throw malformed();
      }
      User user = user(json.fields("user").orElseThrow(SessionJson::malformed), now);
      if (!user.id().equals(claims.subject())) {
        throw malformed();
      }
      // counted from this machine's clock: a portal whose clock differs must neither make every
      // call renew the session nor none
      Instant issued = NoteFields.wholeSeconds(now);
      return new IssuedSession(
          user,
          claims.session(),
          BearerSecret.presented(access),
          BearerSecret.presented(json.text("refresh_token").orElseThrow(SessionJson::malformed)),
          issued,
          issued.plusSeconds(seconds));
    } catch (IllegalArgumentException | MalformedJson invalid) {
      throw malformed();
    }
  }

  private static User user(JsonValue.Fields json, Instant now) {
    return new User(
        new UserId(json.text("id").orElseThrow(SessionJson::malformed)),
        address(json, "email").map(Email::new),
        address(json, "phone").map(Phone::new),
        json.fields("user_metadata")
            .flatMap(data -> data.text("name").or(() -> data.text("full_name")))
            .flatMap(SessionJson::name),
        json.text("created_at").flatMap(SessionJson::instant).orElse(now));
  }

  /// Supabase writes an address that there is not as an empty text.
  private static Optional<String> address(JsonValue.Fields json, String name) {
    return json.text(name).filter(text -> !text.isEmpty());
  }

  /// A name that cannot be shown is as good as none.
  private static Optional<DisplayName> name(String text) {
    try {
      return Optional.of(new DisplayName(text));
    } catch (IllegalArgumentException unshowable) {
      return Optional.empty();
    }
  }

  private static Optional<Instant> instant(String text) {
    try {
      return Optional.of(Instant.parse(text));
    } catch (DateTimeException unreadable) {
      return Optional.empty();
    }
  }

  private static PortalUnreachable malformed() {
    return PortalLink.notUnderstood();
  }

  /// What an access token says. Its holder cannot check the signature and has no need to: these
  /// words came from the portal itself, and it judges them again at every call.
  private record UnverifiedClaims(UserId subject, SessionId session) {
    static UnverifiedClaims of(String jwt) {
      String[] parts = jwt.split("\\.", -1);
      if (parts.length != 3) {
        throw malformed();
      }
      JsonValue.Fields claims = JsonText.readFields(Base64.getUrlDecoder().decode(parts[1]));
      return new UnverifiedClaims(
          new UserId(claims.text("sub").orElseThrow(SessionJson::malformed)),
          new SessionId(claims.text("session_id").orElseThrow(SessionJson::malformed)));
    }
  }
}
