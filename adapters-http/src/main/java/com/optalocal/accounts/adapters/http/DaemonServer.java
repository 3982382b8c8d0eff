package com.optalocal.accounts.adapters.http;

import com.optalocal.accounts.domain.BearerSecret;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.jetty.server.handler.GracefulHandler;

/// The daemon's door: `/v3/operations` on 127.0.0.1, for whoever holds this run's token.
///
/// A page in a browser can reach loopback too, also under a name of its own (DNS rebinding). So
/// every request must name this very address in `Host` and come without `Origin`, and all but
/// `hello` must bring the token.
public final class DaemonServer implements AutoCloseable {
  /// The largest body that is read.
  public static final int MAX_BODY_BYTES = 1 << 20;

  private static final Duration IDLE = Duration.ofSeconds(60);
  private static final Duration STOPPING = Duration.ofSeconds(5);

  private final Operations operations;
  private final BearerSecret token;
  private final DaemonGuard guard;
  private final Javalin javalin;

  /// @param token this run's; the server never shows it
  /// @param port 0 takes a free one
  public DaemonServer(Operations operations, BearerSecret token, int port) {
    this.operations = operations;
    this.token = token;
    this.guard = new DaemonGuard(token);
    this.javalin = Javalin.create(config -> configure(config, port));
  }

  /// Starts to listen and returns the port.
  public int start() {
    javalin.start();
    return port();
  }

  public int port() {
    return javalin.port();
  }

  /// Lets answers under way finish, for a few seconds, then closes every connection.
  @Override
  public void close() {
    javalin.stop();
  }

  private void configure(JavalinConfig config, int port) {
    config.startup.showJavalinBanner = false;
    config.startup.showOldJavalinVersionWarning = false;
    config.startup.startupWatcherEnabled = false;
    config.concurrency.useVirtualThreads = true;
    config.jetty.host = "127.0.0.1";
    config.jetty.port = port;
    config.jetty.modifyHttpConfiguration(http -> {
      http.setSendServerVersion(false);
      http.setSendDateHeader(false);
      http.setRequestHeaderSize(8 * 1024);
      http.setIdleTimeout(IDLE.toMillis());
    });
    config.jetty.modifyServer(server -> {
      server.setStopTimeout(STOPPING.toMillis());
      server.setHandler(new GracefulHandler());
      server.setErrorHandler(new JettyProblems());
    });
    config.routes.before(context -> guard.admit(context, port()));
    config.routes.get("/v3/hello", this::hello);
    config.routes.get("/v3/operations", context -> answer(context, 200, operations.list()));
    config.routes.post("/v3/operations", this::operate);
    config.routes.exception(
        DaemonGuard.Refused.class, (refused, context) -> answer(context, refused.problem()));
    config.routes.exception(
        MalformedJson.class, (bad, context) -> answer(context, OperationProblem.of(bad)));
    config.routes.exception(
        HttpResponseException.class, (thrown, context) -> answer(context, strange(thrown)));
    config.routes.exception(
        Exception.class,
        (thrown, context) ->
            answer(context, OperationProblem.of(new IllegalStateException("unexpected"))));
  }

  private void hello(Context context) {
    String nonce = context.queryParam("nonce");
    if (nonce == null || !DaemonProof.isNonce(nonce)) {
      throw new DaemonGuard.Refused(
          OperationProblem.invalid("", "A nonce has 16 to 64 characters of base64url"));
    }
    answer(
        context,
        200,
        JsonValue.fields().put("proof", DaemonProof.of(token, nonce, port())).build());
  }

  private void operate(Context context) throws IOException {
    JsonValue.Fields request = JsonText.readFields(guard.body(context, MAX_BODY_BYTES));
    for (String name : request.members().keySet()) {
      if (!name.equals("op") && !name.equals("payload")) {
        throw new MalformedJson(JsonText.pointer("", name), "a request has only op and payload");
      }
    }
    String name =
        request.text("op").orElseThrow(() -> new MalformedJson("/op", "op must name an operation"));
    Optional<JsonValue> payload = request.find("payload");
    switch (operations.run(name, payload)) {
      case OperationReply.Done(JsonValue.Fields fields, Optional<Runnable> then) -> {
        answer(context, 200, JsonValue.fields().put("ok", true).putAll(fields).build());
        context.outputStream().close(); // the answer leaves before whatever follows it
        then.ifPresent(Runnable::run);
      }
      case OperationProblem problem -> answer(context, problem);
    }
  }

  private static OperationProblem strange(HttpResponseException thrown) {
    return OperationProblem.of(
        OperationProblem.Kind.USAGE,
        thrown.getStatus(),
        "no_such_address",
        "There is nothing at this address",
        "The daemon answers at /v3/hello and /v3/operations",
        "GET /v3/operations lists what it can do");
  }

  private static void answer(Context context, OperationProblem problem) {
    answer(context, problem.status(), problem.json());
    context.contentType("application/problem+json");
  }

  private static void answer(Context context, int status, JsonValue.Fields json) {
    byte[] body = JsonText.write(json);
    context.status(status);
    context.contentType("application/json");
    context.header("Cache-Control", "no-store");
    context.header("X-Content-Type-Options", "nosniff");
    context.res().setContentLength(body.length); // the client reads no other framing
    context.result(body);
  }
}
