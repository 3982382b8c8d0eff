package com.optalocal.accounts.adapters.http;

import com.optalocal.accounts.application.PortalDenied;
import com.optalocal.accounts.application.PortalUnreachable;
import com.optalocal.accounts.application.SessionRefused;
import com.optalocal.accounts.domain.BearerSecret;
import com.optalocal.accounts.domain.session.PortalUrl;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// A device's one way to its portal: bounded in time and size, and never redirected. Shared by the
/// clients of all areas, thread-safe, opened at first use.
///
/// Whatever is not an answer in the portal's own words is [PortalUnreachable]; messages name
/// neither what was sent nor what came back.
public final class PortalLink implements AutoCloseable {
  private static final Duration CONNECT = Duration.ofSeconds(5);
  private static final Duration ANSWER = Duration.ofSeconds(30);

  /// Enough for 64 MiB of sealed items in JSON, with room for the rest of the vault.
  public static final int VAULT_BYTES = 96 << 20;

  private static final int SMALL_BYTES = 1 << 20;

  private final Duration patience;
  private @Nullable HttpClient client;
  private boolean closed;

  /// One request. Bodies are JSON.
  ///
  /// @param path with its query, as in `/api/vault`; parts that come from elsewhere are encoded
  public record Call(
      String method,
      String path,
      Optional<BearerSecret> bearer,
      Optional<String> ifMatch,
      Optional<JsonValue> body,
      int maxAnswerBytes) {
    public static Call get(String path) {
      return new Call(
          "GET", path, Optional.empty(), Optional.empty(), Optional.empty(), SMALL_BYTES);
    }

    public static Call send(String method, String path, JsonValue body) {
      return new Call(
          method, path, Optional.empty(), Optional.empty(), Optional.of(body), SMALL_BYTES);
    }

    public static Call bare(String method, String path) {
      return new Call(
          method, path, Optional.empty(), Optional.empty(), Optional.empty(), SMALL_BYTES);
    }

    public Call as(BearerSecret token) {
      return new Call(method, path, Optional.of(token), ifMatch, body, maxAnswerBytes);
    }

    public Call onlyIf(String entityTag) {
      return new Call(method, path, bearer, Optional.of(entityTag), body, maxAnswerBytes);
    }

    public Call upTo(int bytes) {
      return new Call(method, path, bearer, ifMatch, body, bytes);
    }
  }

  /// What the portal said: any status below 500, and its body as it came.
  public static final class Answer {
    private final int status;
    private final byte[] body;

    private Answer(HttpResponse<byte[]> response) {
      status = response.statusCode();
      body = response.body();
    }

    public int status() {
      return status;
    }

    /// The body itself, not a copy: a vault is large.
    public byte[] body() {
      return body;
    }

    /// The body, which must be a JSON object.
    public JsonValue.Fields json() {
      try {
        return JsonText.readFields(body);
      } catch (MalformedJson malformed) {
        throw notUnderstood();
      }
    }

    /// The stable code of a problem; empty if the body is none.
    public String code() {
      try {
        return JsonText.readFields(body).text("code").orElse("");
      } catch (MalformedJson notAProblem) {
        return "";
      }
    }
  }

  public PortalLink() {
    this(ANSWER);
  }

  /// @param patience how long an answer may take, body included
  PortalLink(Duration patience) {
    this.patience = patience;
  }

  /// Asks, and returns whatever the portal answered below 500.
  ///
  /// @throws PortalUnreachable if there is no such answer within the time and size limits
  public Answer ask(PortalUrl portal, Call call) {
    HttpRequest.BodyPublisher body =
        call.body()
            .map(json -> HttpRequest.BodyPublishers.ofByteArray(JsonText.write(json)))
            .orElseGet(HttpRequest.BodyPublishers::noBody);
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(portal.value() + call.path()))
            .method(call.method(), body)
            .timeout(patience)
            .header("Accept", "application/json");
    if (call.body().isPresent()) {
      request.header("Content-Type", "application/json");
    }
    call.ifMatch().ifPresent(tag -> request.header("If-Match", tag));
    call.bearer().ifPresent(token -> request.header("Authorization", "Bearer " + token.reveal()));
    HttpResponse<byte[]> response = send(portal, request.build(), call.maxAnswerBytes());
    if (response.statusCode() >= 500) {
      throw PortalUnreachable.inTrouble(response.statusCode());
    }
    return new Answer(response);
  }

  /// Asks on behalf of a session, for calls that answer 401 when it is over and 403 when the policy
  /// says no.
  ///
  /// @throws SessionRefused on 401
  /// @throws PortalDenied on 403
  public Answer ask(PortalUrl portal, BearerSecret token, Call call) {
    Answer answer = ask(portal, call.as(token));
    return switch (answer.status()) {
      case 401 -> throw new SessionRefused();
      case 403 -> throw new PortalDenied(answer.json().text("detail").orElse(""));
      default -> answer;
    };
  }

  /// For an answer that no portal of ours gives.
  public static PortalUnreachable notUnderstood() {
    return new PortalUnreachable("the portal's answer is not one that this program knows");
  }

  private HttpResponse<byte[]> send(PortalUrl portal, HttpRequest request, int maxBytes) {
    // the request's own time-out ends with the header, so the future is waited for with another
    CompletableFuture<HttpResponse<byte[]>> answer =
        client()
            .sendAsync(
                request,
                HttpResponse.BodyHandlers.limiting(
                    HttpResponse.BodyHandlers.ofByteArray(), maxBytes));
    try {
      return answer.get(2 * patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException failed) {
      throw new PortalUnreachable("nobody answers at " + portal, failed);
    } catch (TimeoutException slow) {
      answer.cancel(true);
      throw new PortalUnreachable("no answer came in time from " + portal, slow);
    } catch (InterruptedException interrupted) {
      answer.cancel(true);
      Thread.currentThread().interrupt();
      throw new PortalUnreachable("waiting for the portal was interrupted", interrupted);
    }
  }

  private synchronized HttpClient client() {
    if (closed) {
      throw new PortalUnreachable("this program is stopping");
    }
    if (client == null) {
      client =
          HttpClient.newBuilder()
              .version(HttpClient.Version.HTTP_1_1)
              .connectTimeout(CONNECT)
              .followRedirects(HttpClient.Redirect.NEVER)
              .build();
    }
    return client;
  }

  /// Ends what is under way.
  @Override
  public synchronized void close() {
    closed = true;
    if (client != null) {
      client.shutdownNow();
    }
  }
}
