package com.optalocal.accounts.adapters.http.identity;

import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.http.HTTPRequestSender;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.http.ReadOnlyHTTPRequest;
import com.nimbusds.oauth2.sdk.http.ReadOnlyHTTPResponse;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// How the portal asks a provider: over https, without following redirects, for answers of at most
/// 256 KiB that are there, whole, after five seconds. Plain http reaches this machine alone.
final class ProviderHttp implements HTTPRequestSender, AutoCloseable {
  static final int MAX_BYTES = 256 << 10;
  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

  /// What the client sets by itself.
  private static final Set<String> OWN = Set.of("host", "connection", "content-length");

  private final Duration patience;
  private @Nullable HttpClient client;

  /// @param patience for one question and its whole answer
  ProviderHttp(Duration patience) {
    this.patience = patience;
  }

  static void requireReachable(URI uri) {
    String host = uri.getHost();
    boolean plain = "http".equals(uri.getScheme()) && host != null && LOOPBACK.contains(host);
    boolean secure = "https".equals(uri.getScheme()) && host != null;
    if (!(plain || secure) || uri.getRawUserInfo() != null) {
      throw new IllegalArgumentException("a provider is reached by https");
    }
  }

  String get(URI uri) throws IOException {
    HTTPResponse answer = new HTTPRequest(HTTPRequest.Method.GET, uri).send(this);
    if (answer.getStatusCode() != HTTPResponse.SC_OK || answer.getBody() == null) {
      throw new IOException("a provider answers without the document");
    }
    return answer.getBody();
  }

  @Override
  public ReadOnlyHTTPResponse send(ReadOnlyHTTPRequest request) throws IOException {
    HttpResponse<byte[]> answer = exchange(asked(request));
    HTTPResponse read = new HTTPResponse(answer.statusCode());
    answer
        .headers()
        .firstValue("Content-Type")
        .ifPresent(type -> {
          try {
            read.setContentType(type);
          } catch (ParseException unreadable) {
            // then the answer has none, and whoever needs one refuses it
          }
        });
    read.setBody(new String(answer.body(), StandardCharsets.UTF_8));
    return read;
  }

  private HttpRequest asked(ReadOnlyHTTPRequest request) throws IOException {
    try {
      requireReachable(request.getURI());
    } catch (IllegalArgumentException unreachable) {
      throw new IOException("a provider names an address that is not https", unreachable);
    }
    HttpRequest.Builder asked = HttpRequest.newBuilder(request.getURI()).timeout(patience);
    for (Map.Entry<String, List<String>> header : request.getHeaderMap().entrySet()) {
      if (!OWN.contains(header.getKey().toLowerCase(Locale.ROOT))) {
        header.getValue().forEach(value -> asked.header(header.getKey(), value));
      }
    }
    asked.setHeader("Accept", "application/json");
    String body = request.getBody();
    return request.getMethod() == HTTPRequest.Method.POST
        ? asked.POST(HttpRequest.BodyPublishers.ofString(body == null ? "" : body)).build()
        : asked.GET().build();
  }

  private HttpResponse<byte[]> exchange(HttpRequest request) throws IOException {
    CompletableFuture<HttpResponse<byte[]>> answer =
        client()
            .sendAsync(
                request,
                HttpResponse.BodyHandlers.limiting(
                    HttpResponse.BodyHandlers.ofByteArray(), MAX_BYTES));
    try {
      // the client's own timeout ends with the headers, and a body can drip for ever
      return answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException | ExecutionException e) {
      answer.cancel(true);
      throw new IOException("a provider does not answer as it should", e);
    } catch (InterruptedException e) {
      answer.cancel(true);
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  /// Made when it is first needed: TLS costs a start dearly, and most portals have no providers.
  private synchronized HttpClient client() {
    if (client == null) {
      client =
          HttpClient.newBuilder()
              .followRedirects(HttpClient.Redirect.NEVER)
              .connectTimeout(patience)
              .build();
    }
    return client;
  }

  @Override
  public synchronized void close() {
    if (client != null) {
      client.shutdownNow();
    }
  }
}
