package com.optalocal.accounts.adapters.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// A browser without scripts: keeps cookies, sends forms with their hidden fields, and does not
/// follow redirects unless told to.
public final class Browser {
  private static final Pattern HIDDEN =
      Pattern.compile("<input type=\"hidden\" name=\"([^\"]+)\" value=\"([^\"]*)\">");

  private final HttpClient http;
  private final String base;
  private String origin;
  private final Map<String, String> cookies = new LinkedHashMap<>();
  private final Map<String, String> hidden = new LinkedHashMap<>();

  /// A page, or a redirect.
  public record Shown(int status, String html, HttpResponse<String> response) {
    public String location() {
      return response.headers().firstValue("Location").orElse("");
    }

    public String header(String name) {
      return response.headers().firstValue(name).orElse("");
    }
  }

  Browser(HttpClient http, String portal) {
    this.http = http;
    this.origin = portal;
    this.base = portal;
  }

  public Map<String, String> cookies() {
    return cookies;
  }

  /// The hidden field that ties the form of the page that was opened last to this browser.
  public String formToken() {
    return hidden.getOrDefault(FormToken.FIELD, "");
  }

  /// From now on forms say that they come from `origin`; an empty one is left out.
  public Browser from(String origin) {
    this.origin = origin;
    return this;
  }

  public Shown open(String path) {
    Shown shown = send(HttpRequest.newBuilder(URI.create(base + path)).GET());
    remember(shown);
    return shown;
  }

  /// Opens `path` and follows where it leads on this portal.
  public Shown follow(String path) {
    Shown shown = open(path);
    for (int i = 0; i < 5 && shown.location().startsWith("/"); i++) {
      shown = open(shown.location());
    }
    return shown;
  }

  /// Sends the form of the page that was opened last: its hidden fields, and `fields`.
  public Shown submit(String path, Map<String, String> fields) {
    Map<String, String> all = new LinkedHashMap<>(hidden);
    all.putAll(fields);
    return post(path, all);
  }

  /// Sends exactly `fields`.
  public Shown post(String path, Map<String, String> fields) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(base + path))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(encode(fields)));
    if (!origin.isEmpty()) {
      request.header("Origin", origin);
    }
    Shown shown = send(request);
    remember(shown);
    return shown;
  }

  public Shown signUp(String email, String password) {
    open("/sign-up");
    return submit("/sign-up", Map.of("email", email, "password", password));
  }

  public Shown signIn(String email, String password) {
    open("/sign-in");
    return submit("/sign-in", Map.of("email", email, "password", password));
  }

  private Shown send(HttpRequest.Builder request) {
    request.header("Accept", "text/html,application/xhtml+xml");
    if (!cookies.isEmpty()) {
      request.header(
          "Cookie",
          cookies.entrySet().stream()
              .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
              .collect(Collectors.joining("; ")));
    }
    try {
      HttpResponse<String> response =
          http.send(request.build(), HttpResponse.BodyHandlers.ofString());
      for (String set : response.headers().allValues("Set-Cookie")) {
        keep(set);
      }
      return new Shown(response.statusCode(), response.body(), response);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private void keep(String setCookie) {
    String pair = setCookie.split(";", 2)[0];
    int equals = pair.indexOf('=');
    if (setCookie.contains("Max-Age=0")) {
      cookies.remove(pair.substring(0, equals));
    } else {
      cookies.put(pair.substring(0, equals), pair.substring(equals + 1));
    }
  }

  private void remember(Shown shown) {
    if (shown.html().contains("<form")) {
      hidden.clear();
      Matcher fields = HIDDEN.matcher(shown.html());
      while (fields.find()) {
        hidden.put(fields.group(1), fields.group(2).replace("&amp;", "&"));
      }
    }
  }

  private static String encode(Map<String, String> fields) {
    return fields.entrySet().stream()
        .map(field ->
            URLEncoder.encode(field.getKey(), StandardCharsets.UTF_8)
                + "="
                + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
        .collect(Collectors.joining("&"));
  }
}
