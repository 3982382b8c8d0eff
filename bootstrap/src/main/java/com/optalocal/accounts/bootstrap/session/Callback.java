package com.optalocal.accounts.bootstrap.session;

import com.optalocal.accounts.domain.BearerSecret;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.Map;

/// What the browser brings back to the terminal that sent it.
sealed interface Callback {
  /// @param issuer who issued the code; the caller compares it with whom it asked (RFC 9207)
  record Code(BearerSecret code, String issuer) implements Callback {}

  /// The person, or the portal, said no.
  record Refused(boolean byPerson) implements Callback {}

  /// What a query string turned out to be.
  sealed interface Parsed {
    record Ours(Callback callback) implements Parsed {}

    record NotOurs() implements Parsed {}
  }

  /// Reads a query string. Ours is only what carries `state` and each of its fields once.
  static Parsed parse(String query, String state) {
    Map<String, String> fields = new HashMap<>();
    for (String pair : query.split("&", -1)) {
      int equals = pair.indexOf('=');
      if (equals < 0) {
        return new Parsed.NotOurs();
      }
      try {
        String value = URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8);
        if (fields.put(pair.substring(0, equals), value) != null) {
          return new Parsed.NotOurs();
        }
      } catch (IllegalArgumentException badEscape) {
        return new Parsed.NotOurs();
      }
    }
    if (!isSame(fields.getOrDefault("state", ""), state)) {
      return new Parsed.NotOurs();
    }
    String error = fields.get("error");
    if (error != null) {
      return new Parsed.Ours(new Refused(error.equals("access_denied")));
    }
    String code = fields.get("code");
    String issuer = fields.get("iss");
    if (code == null || code.isEmpty() || issuer == null) {
      return new Parsed.NotOurs();
    }
    return new Parsed.Ours(new Code(BearerSecret.presented(code), issuer));
  }

  private static boolean isSame(String given, String expected) {
    return MessageDigest.isEqual(
        given.getBytes(StandardCharsets.UTF_8), expected.getBytes(StandardCharsets.UTF_8));
  }
}
