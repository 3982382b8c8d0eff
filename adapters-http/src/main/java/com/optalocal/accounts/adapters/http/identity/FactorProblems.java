package com.optalocal.accounts.adapters.http.identity;

import com.optalocal.accounts.adapters.http.AuthProblems;
import com.optalocal.accounts.adapters.http.Refusal;
import java.util.function.Function;

/// Refusals about factors and passkeys, with the contract's codes, statuses and words.
final class FactorProblems {
  private FactorProblems() {}

  static Refusal noSuchFactor() {
    return refusal(404, "mfa_factor_not_found", "Factor not found");
  }

  static Refusal insufficientAal(String message) {
    return refusal(403, "insufficient_aal", message);
  }

  static Refusal tooManyTries() {
    return refusal(
        429, "over_request_rate_limit", "Too many wrong codes, try again in a few minutes");
  }

  static Refusal sessionOver() {
    return refusal(403, "session_not_found", "Session from session_id claim in JWT does not exist");
  }

  static Refusal invalid(String message) {
    return refusal(400, "validation_failed", message);
  }

  static Refusal refusal(int status, String code, String message) {
    return new Refusal(AuthProblems.of(status, code, message));
  }

  /// The id in an address.
  static <T> T id(String text, Function<String, T> form, String name) {
    try {
      return form.apply(text);
    } catch (IllegalArgumentException malformed) {
      throw refusal(404, "validation_failed", name + " must be an UUID");
    }
  }
}
