package com.optalocal.accounts.bootstrap.session;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Locale;

/// What the browser shows when it comes back to the terminal: one card in the portal's look. The
/// style stands in the page and its hash in the policy, so that nothing else can be loaded or run.
record CallbackPage(String status, String title, String text) {
  static final CallbackPage BAD_REQUEST =
      new CallbackPage("400 Bad Request", "That is not a request", "Nothing was changed.");
  static final CallbackPage NOT_OURS =
      new CallbackPage(
          "400 Bad Request",
          "This is not the sign-in that the terminal waits for",
          "Nothing was changed. Go back to the newest sign-in page, or run `opta login` again.");
  static final CallbackPage MISDIRECTED =
      new CallbackPage("421 Misdirected Request", "Not here", "Nothing was changed.");
  static final CallbackPage NOT_FOUND =
      new CallbackPage("404 Not Found", "There is nothing here", "Nothing was changed.");
  static final CallbackPage METHOD_NOT_ALLOWED =
      new CallbackPage("405 Method Not Allowed", "Not like this", "Nothing was changed.");
  static final CallbackPage GONE =
      new CallbackPage("410 Gone", "This sign-in is finished", "You can close this window.");
  private static final CallbackPage FINISHED =
      new CallbackPage(
          "200 OK",
          "Back to your terminal",
          "The sign-in continues there. You can close this window.");
  private static final CallbackPage REFUSED =
      new CallbackPage(
          "200 OK", "Nothing was signed in", "The terminal was told. You can close this window.");

  private static final String STYLE =
      """
      :root{color-scheme:light dark;--ink:light-dark(oklch(.22 .02 265),oklch(.93 .02 265));\
      --muted:light-dark(oklch(.5 .02 265),oklch(.68 .02 265));\
      --line:light-dark(oklch(.91 .01 265),oklch(.3 .02 265));\
      --page:light-dark(oklch(.985 .005 265),oklch(.165 .01 265));\
      --card:light-dark(#fff,oklch(.205 .015 265))}\
      body{margin:0;min-height:100vh;display:grid;place-items:center;background:var(--page);\
      color:var(--ink);font:15px/1.5 system-ui,sans-serif}\
      main{box-sizing:border-box;width:min(380px,calc(100vw - 32px));padding:32px;background:var(--card);\
      border:1px solid var(--line);border-radius:10px}\
      h1{margin:0 0 8px;font-size:24px;font-weight:620;letter-spacing:-.015em;line-height:1.25}\
      p{margin:0;color:var(--muted)}\
      .brand{margin-bottom:24px;font-size:13px}\
      """;
  private static final String STYLE_HASH = hash(STYLE);

  static CallbackPage of(Callback callback) {
    return switch (callback) {
      case Callback.Code ignored -> FINISHED;
      case Callback.Refused ignored -> REFUSED;
    };
  }

  /// The whole response, to be sent as UTF-8.
  String response() {
    String body =
        String.format(
            Locale.ROOT,
            """
            <!doctype html>
            <html lang="en"><head><meta charset="utf-8">
            <meta name="viewport" content="width=device-width,initial-scale=1">
            <title>%s · Opta Accounts</title><style>%s</style></head>
            <body><main><p class="brand">Opta Accounts</p><h1>%s</h1><p>%s</p></main></body></html>
            """,
            title,
            STYLE,
            title,
            text);
    return String.join(
            "\r\n",
            "HTTP/1.1 " + status,
            "Content-Type: text/html; charset=utf-8",
            "Content-Length: " + body.getBytes(StandardCharsets.UTF_8).length,
            "Connection: close",
            "Cache-Control: no-store",
            "Referrer-Policy: no-referrer",
            "X-Content-Type-Options: nosniff",
            "Content-Security-Policy: default-src 'none'; style-src 'sha256-"
                + STYLE_HASH
                + "'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
            "")
        + "\r\n"
        + body;
  }

  private static String hash(String text) {
    try {
      return Base64.getEncoder()
          .encodeToString(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
