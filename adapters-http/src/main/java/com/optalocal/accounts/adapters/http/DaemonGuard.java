package com.optalocal.accounts.adapters.http;

import com.optalocal.accounts.domain.BearerSecret;
import io.javalin.http.Context;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/// Decides who may talk to the daemon at all, before anything is read.
final class DaemonGuard {
  private final BearerSecret token;

  /// Ends the request with a problem.
  static final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final transient OperationProblem problem;

    Refused(OperationProblem problem) {
      super(problem.code(), null, false, false);
      this.problem = problem;
    }

    OperationProblem problem() {
      return problem;
    }
  }

  DaemonGuard(BearerSecret token) {
    this.token = token;
  }

  /// @throws Refused unless the request comes from a program of this person on this machine
  void admit(Context context, int port) {
    HttpServletRequest request = context.req();
    String host = only(request, "Host");
    if (!host.equals("127.0.0.1:" + port) && !host.equals("localhost:" + port)) {
      throw refused(
          421, "wrong_host", "The request is for another host", "Use the address in the file");
    }
    if (!headers(request, "Origin").isEmpty()) {
      throw refused(
          403,
          "from_a_page",
          "Pages in a browser may not talk to the daemon",
          "Use the opta command");
    }
    if (!context.path().equals("/v3/hello") && !isOurs(only(request, "Authorization"))) {
      throw refused(
          401,
          "wrong_token",
          "The request does not carry this daemon's token",
          "Run the command again; if it stays, run: opta daemon stop");
    }
  }

  private boolean isOurs(String authorization) {
    if (!authorization.startsWith("Bearer ") || authorization.length() > 200) {
      return false;
    }
    String presented = authorization.substring("Bearer ".length());
    if (presented.isEmpty()) {
      return false;
    }
    try (BearerSecret theirs = BearerSecret.presented(presented)) {
      return token.constantTimeEquals(theirs);
    }
  }

  /// The body of a JSON request.
  ///
  /// @throws Refused if it is of another type or larger than `max`
  byte[] body(Context context, int max) throws IOException {
    String type = only(context.req(), "Content-Type").toLowerCase(Locale.ROOT).replace(" ", "");
    if (!type.equals("application/json") && !type.equals("application/json;charset=utf-8")) {
      throw refused(415, "wrong_type", "The body must be application/json", "Set Content-Type");
    }
    byte[] body = context.req().getInputStream().readNBytes(max + 1);
    if (body.length > max) {
      throw refused(413, "too_large", "A body has at most 1 MiB", "Send less at once");
    }
    return body;
  }

  /// A header's value if it comes exactly once, else nothing.
  private static String only(HttpServletRequest request, String name) {
    List<String> values = headers(request, name);
    return values.size() == 1 ? values.getFirst() : "";
  }

  private static List<String> headers(HttpServletRequest request, String name) {
    return Collections.list(request.getHeaders(name));
  }

  private static Refused refused(int status, String code, String detail, String next) {
    return new Refused(
        OperationProblem.of(
            OperationProblem.Kind.FAILED,
            status,
            code,
            "The daemon does not take this request",
            detail,
            next));
  }
}
