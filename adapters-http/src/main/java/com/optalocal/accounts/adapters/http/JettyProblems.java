package com.optalocal.accounts.adapters.http;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/// Answers what Jetty refuses before any of our code runs: broken or oversized request heads. The
/// default page would quote the request.
final class JettyProblems extends ErrorHandler {
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

  private static byte[] body(int status) {
    return ("{\"title\":\"Invalid request\",\"status\":" + status + ",\"code\":\"invalid\"}")
        .getBytes(StandardCharsets.US_ASCII);
  }
}
