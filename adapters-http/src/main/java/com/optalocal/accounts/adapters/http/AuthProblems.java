package com.optalocal.accounts.adapters.http;

import io.javalin.http.Context;
import java.util.Map;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Refusals in the Supabase Auth contract's two shapes; which one follows from the version that the
/// client asks for. `code` is always one of that contract's.
public final class AuthProblems {
  private static final String VERSION_HEADER = "X-Supabase-Api-Version";
  private static final String VERSION = "2024-01-01";
  private static final String DATE = "[0-9]{4}-[0-9]{2}-[0-9]{2}";

  /// What our own codes are called there.
  private static final Map<String, String> CODES =
      Map.of(
          "invalid", "validation_failed",
          "bad_json", "bad_json",
          "media_type", "bad_json",
          "too_large", "request_entity_too_large",
          "unavailable", "unexpected_failure",
          "unexpected", "unexpected_failure",
          "not_found", "unknown",
          "method_not_allowed", "unknown",
          "misdirected", "validation_failed",
          "denied", "unknown");

  private AuthProblems() {}

  /// @param message what the contract's clients show
  public static Problem of(int status, String code, String message) {
    return Problem.of(status, code, message, "", "");
  }

  static Problem noAuthorization() {
    return of(401, "no_authorization", "This endpoint requires a valid Bearer token");
  }

  static Problem badJwt() {
    return of(403, "bad_jwt", "invalid JWT: unable to parse or verify signature");
  }

  /// The user whom a token names is no more.
  public static Problem userNotFound() {
    return of(403, "user_not_found", "User from sub claim in JWT does not exist");
  }

  static Problem sessionNotFound() {
    return of(403, "session_not_found", "Session from session_id claim in JWT does not exist");
  }

  static void write(Context context, Problem problem) {
    String code = CODES.getOrDefault(problem.code(), problem.code());
    String version = context.header(VERSION_HEADER);
    ObjectNode body = Json.object();
    if (version != null && version.matches(DATE) && version.compareTo(VERSION) >= 0) {
      context.header(VERSION_HEADER, VERSION);
      body.put("code", code).put("message", problem.title());
    } else {
      body.put("code", problem.status()).put("error_code", code).put("msg", problem.title());
    }
    if (problem.more().get("weak_password") instanceof Iterable<?> reasons) {
      ArrayNode list = body.putObject("weak_password").putArray("reasons");
      reasons.forEach(reason -> list.add(reason.toString()));
    }
    context
        .status(problem.status())
        .header("X-Sb-Error-Code", code)
        .contentType("application/json; charset=utf-8")
        .result(Json.write(body));
  }
}
