package com.optalocal.accounts.bootstrap.tour;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/// Does with the portal's pages what a person with a browser does: follows links and redirects,
/// keeps cookies, and sends forms as the pages hold them, hidden fields included.
public final class Visitor implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final int MAX_REDIRECTS = 10;

  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .cookieHandler(new CookieManager())
          .connectTimeout(PATIENCE)
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();

  /// Opens an address, following redirects to wherever they lead.
  public VisitedPage open(String address) throws InterruptedException {
    return visit(HttpRequest.newBuilder(URI.create(address)).GET());
  }

  /// Fills in the page's form and sends it. What is not in `filled` goes as the page holds it.
  public VisitedPage submit(VisitedPage page, Map<String, String> filled)
      throws InterruptedException {
    Map<String, String> fields = new LinkedHashMap<>(page.fields());
    fields.putAll(filled);
    String body =
        fields.entrySet().stream()
            .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
            .collect(Collectors.joining("&"));
    URI action = page.address().resolve(page.action());
    return visit(
        HttpRequest.newBuilder(action)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .header("Origin", origin(page.address()))
            .POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  private VisitedPage visit(HttpRequest.Builder first) throws InterruptedException {
    HttpRequest.Builder request = first;
    for (int i = 0; i < MAX_REDIRECTS; i++) {
      HttpRequest next = request.timeout(PATIENCE).build();
      HttpResponse<String> response = send(next);
      if (response.statusCode() != 303) {
        return new VisitedPage(next.uri(), response.statusCode(), response.body());
      }
      String location = response.headers().firstValue("Location").orElse("/");
      request = HttpRequest.newBuilder(next.uri().resolve(location)).GET();
    }
    throw new TourFailed("The portal redirects in a circle");
  }

  private HttpResponse<String> send(HttpRequest request) throws InterruptedException {
    try {
      return client.send(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
    } catch (IOException unreachable) {
      throw new TourFailed(request.uri().getAuthority() + " does not answer");
    }
  }

  private static String origin(URI address) {
    return address.getScheme() + "://" + address.getAuthority();
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}
