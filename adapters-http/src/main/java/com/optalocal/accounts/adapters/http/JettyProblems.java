package com.optalocal.accounts.adapters.http;

import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/// Answers what Jetty refuses before any of our code runs: broken or oversized request heads, and
/// everything while the server stops. The default page would quote the request.
final class JettyProblems extends ErrorHandler {
  /// The code of an answer from a server that takes no more requests.
  static final String STOPPING = "stopping";

  @Override
  protected void generateResponse(
      Request request,
      Response response,
      int code,
      @Nullable String message,
      @Nullable Throwable cause,
      Callback callback) {
    put(response.getHeaders());
    response.write(true, ByteBuffer.wrap(body(code)), callback);
  }

  private static void put(HttpFields.Mutable headers) {
    headers.put(HttpHeader.CONTENT_TYPE, "application/problem+json; charset=utf-8");
    headers.put(HttpHeader.CACHE_CONTROL, "no-store");
    headers.put("X-Content-Type-Options", "nosniff");
    headers.put("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
  }

  static byte[] body(int status) {
    Problem problem = problem(status);
    return JsonText.write(
        JsonValue.fields()
            .put("title", problem.title())
            .put("status", status)
            .put("code", problem.code())
            .put("detail", problem.detail())
            .put("next", problem.next())
            .build());
  }

  private static Problem problem(int status) {
    return switch (status) {
      case 404 -> Problem.notFound();
      case 405 -> Problem.methodNotAllowed();
      case 408 ->
          Problem.of(
              status,
              "too_slow",
              "The request took too long",
              "It did not arrive whole in time.",
              "Send it again.");
      case 413 -> Problem.tooLarge();
      case 414, 431 ->
          Problem.of(
              status,
              "head_too_large",
              "The request's head is too large",
              "Address and headers together have at most 8 KiB.",
              "Send less.");
      case 421 -> Problem.misdirected();
      case 503 ->
          Problem.of(
              status,
              STOPPING,
              "Not available right now",
              "This server is stopping or overloaded. Nothing was changed.",
              "Try again in a moment.");
      default ->
          status < 500
              ? Problem.of(
                  status,
                  "invalid",
                  "The request cannot be read",
                  "It is not well-formed HTTP.",
                  "Send HTTP/1.1 as RFC 9112 has it.")
              : Problem.unexpected();
    };
  }
}
