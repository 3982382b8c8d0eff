package com.optalocal.accounts.adapters.http;

import java.util.Map;

/// Why a request is refused: a stable `code` for programs, and what, why and what next for people.
/// No text here ever repeats what was sent.
///
/// @param more members beside the standard ones, as in `fault`
public record Problem(
    int status, String code, String title, String detail, String next, Map<String, Object> more) {
  /// What to do next, for whoever writes a program.
  static final String SEE_API = "See /openapi.json.";

  public Problem {
    more = Map.copyOf(more);
  }

  public static Problem of(int status, String code, String title, String detail, String next) {
    return new Problem(status, code, title, detail, next, Map.of());
  }

  public Problem with(String name, Object value) {
    return new Problem(status, code, title, detail, next, Map.of(name, value));
  }

  static Problem invalid() {
    return of(
        400,
        "invalid",
        "Invalid request",
        "The request is not in the form that this address takes.",
        SEE_API);
  }

  static Problem badJson() {
    return of(
        400,
        "bad_json",
        "Invalid request",
        "The body is not one well-formed JSON object in UTF-8.",
        SEE_API);
  }

  static Problem twoCookies() {
    return of(
        400,
        "ambiguous_cookies",
        "Invalid request",
        "A cookie came twice, which happens when another site sets one in this portal's name.",
        "Delete this site's cookies and sign in again.");
  }

  static Problem oldCommand() {
    return of(
        400,
        "old_command",
        "This opta command is too old",
        "It asks to have tokens sent to it in an address, which is not safe.",
        "Upgrade Opta, then run: opta login");
  }

  static Problem signedOut() {
    return of(401, "signed_out", "Not signed in", "The session is over.", "Run: opta login");
  }

  static Problem denied(String because) {
    return of(403, "denied", "Denied by policy", because, "Ask an owner of the organization.");
  }

  static Problem forgedForm() {
    return of(
        403,
        "forged_form",
        "This form cannot be taken",
        "It did not come from a page of this portal, or that page is too old.",
        "Open the page again and repeat what you did.");
  }

  public static Problem notFound() {
    return of(404, "not_found", "Not found", "There is nothing at this address.", SEE_API);
  }

  static Problem methodNotAllowed() {
    return of(
        405,
        "method_not_allowed",
        "Method not allowed",
        "This address does not take that method.",
        SEE_API);
  }

  static Problem tooLarge() {
    return of(413, "too_large", "Too large", "A request has at most 1 MiB.", "Send less.");
  }

  static Problem mediaType(String expected) {
    return of(
        415,
        "media_type",
        "Unsupported media type",
        "This address takes " + expected + ".",
        "Set Content-Type to " + expected + ".");
  }

  static Problem misdirected() {
    return of(
        421,
        "misdirected",
        "Wrong host",
        "This portal does not answer under that name.",
        "Use the address that the portal was started with.");
  }

  static Problem unexpected() {
    return of(
        500,
        "unexpected",
        "Something went wrong here",
        "The portal ran into an error of its own. It has been logged.",
        "Try again. If it stays, tell the operator.");
  }

  static Problem unavailable() {
    return of(
        503,
        "unavailable",
        "Not available right now",
        "The portal cannot reach its store. Nothing was changed.",
        "Try again in a moment.");
  }
}
