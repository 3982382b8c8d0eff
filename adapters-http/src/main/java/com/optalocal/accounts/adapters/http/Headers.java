package com.optalocal.accounts.adapters.http;

import io.javalin.http.Context;
import java.util.List;

/// The security headers of every answer. Pages loosen them for what a page needs, and no further.
final class Headers {
  private static final String NOTHING =
      "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

  private Headers() {}

  static void strictest(Context context, boolean https) {
    context
        .header("Content-Security-Policy", NOTHING)
        .header("X-Content-Type-Options", "nosniff")
        .header("Referrer-Policy", "no-referrer")
        .header("Cross-Origin-Opener-Policy", "same-origin")
        .header("Cross-Origin-Resource-Policy", "same-origin")
        .header("Cache-Control", "no-store");
    if (https) {
      context.header("Strict-Transport-Security", "max-age=63072000; includeSubDomains");
    }
  }

  /// For HTML with our stylesheet, and forms to ourselves and `formTargets`.
  static void page(Context context, String nonce, List<String> formTargets) {
    String targets = String.join(" ", formTargets);
    context
        .header(
            "Content-Security-Policy",
            "default-src 'none'; style-src 'self'; script-src 'nonce-"
                + nonce
                + "'; img-src 'self' data:; base-uri 'none'; frame-ancestors 'none';"
                + " form-action 'self'"
                + (targets.isEmpty() ? "" : " " + targets))
        // no-referrer would turn the Origin of our own forms into "null"
        .header("Referrer-Policy", "same-origin");
  }

  static void immutable(Context context) {
    context.header("Cache-Control", "public, max-age=31536000, immutable");
  }
}
