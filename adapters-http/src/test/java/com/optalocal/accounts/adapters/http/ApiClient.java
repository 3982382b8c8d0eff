package com.optalocal.accounts.adapters.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/// Calls a portal as a program does: JSON and a bearer token.
public final class ApiClient {
  private final HttpClient http;
  private final String base;
  private final Map<String, String> headers = new LinkedHashMap<>();

  /// What came back.
  public record Answer(int status, HttpResponse<byte[]> response) {
    public ObjectNode json() {
      return Json.readObject(response.body());
    }

    public String text() {
      return new String(response.body(), StandardCharsets.UTF_8);
    }

    public String header(String name) {
      return response.headers().firstValue(name).orElse("");
    }

    /// The `code` of a problem.
    public String code() {
      return json().path("code").asString("");
    }
  }

  ApiClient(HttpClient http, String base) {
    this.http = http;
    this.base = base;
  }

  /// Signs up and keeps the token; answers the session.
  public ObjectNode signUp(String email, String password) {
    ObjectNode body = Json.object().put("email", email).put("password", password);
    ObjectNode session = post("/auth/v1/signup", body).json();
    return as(session);
  }

  /// From now on asks with this session's token.
  public ObjectNode as(ObjectNode session) {
    with("Authorization", "Bearer " + session.path("access_token").asString());
    return session;
  }

  public ApiClient with(String header, String value) {
    headers.put(header, value);
    return this;
  }

  public ApiClient without(String header) {
    headers.remove(header);
    return this;
  }

  public Answer get(String path) {
    return send(request(path).GET());
  }

  public Answer delete(String path) {
    return send(request(path).DELETE());
  }

  public Answer post(String path, ObjectNode body) {
    return post(path, Json.write(body));
  }

  public Answer post(String path, byte[] body) {
    return send(
        request(path)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofByteArray(body)));
  }

  public Answer put(String path, ObjectNode body) {
    return send(
        request(path)
            .header("Content-Type", "application/json")
            .PUT(HttpRequest.BodyPublishers.ofByteArray(Json.write(body))));
  }

  public Answer patch(String path, ObjectNode body) {
    return send(
        request(path)
            .header("Content-Type", "application/json")
            .method("PATCH", HttpRequest.BodyPublishers.ofByteArray(Json.write(body))));
  }

  public HttpRequest.Builder request(String path) {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path));
    headers.forEach(request::header);
    return request;
  }

  public Answer send(HttpRequest.Builder request) {
    try {
      HttpResponse<byte[]> response =
          http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
      return new Answer(response.statusCode(), response);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
