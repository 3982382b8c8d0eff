package com.optalocal.accounts.adapters.http.session;

import com.optalocal.accounts.adapters.http.JsonValue;
import com.optalocal.accounts.domain.identity.Email;
import com.optalocal.accounts.domain.session.AccountSummary;
import java.time.Instant;
import java.util.Optional;

/// The shape of `opta account status --json`, the same from the daemon and from the command line.
public final class AccountStatus {
  private AccountStatus() {}

  /// With `"ok": true` in front, as the command prints it.
  public static JsonValue.Fields document(Optional<AccountSummary> account) {
    return JsonValue.fields().put("ok", true).putAll(fields(account)).build();
  }

  static JsonValue.Fields fields(Optional<AccountSummary> account) {
    if (account.isEmpty()) {
      return JsonValue.fields().put("authenticated", false).build();
    }
    AccountSummary summary = account.get();
    return JsonValue.fields()
        .put("authenticated", true)
        .put("project", summary.project().value())
        .put(
            "user",
            JsonValue.fields()
                .put("id", summary.user().id().value())
                .put("email", summary.user().email().map(Email::value).orElse(""))
                .put("phone", JsonValue.NOTHING)
                .putOrNull("name", summary.user().name())
                .build())
        .put(
            "session",
            JsonValue.fields()
                .put("tokenType", "bearer")
                .put("expiresAt", millis(summary.expiresAt()))
                .build())
        .put("updatedAt", millis(summary.updatedAt()))
        .build();
  }

  /// As JavaScript writes instants, always with three decimals: the documented shape.
  private static String millis(Instant instant) {
    String text = instant.toString(); // no decimals, or groups of three
    int dot = text.indexOf('.');
    return dot < 0 ? text.replace("Z", ".000Z") : text.substring(0, dot + 4) + "Z";
  }
}
