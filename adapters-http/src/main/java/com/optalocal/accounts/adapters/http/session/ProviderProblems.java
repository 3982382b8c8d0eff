package com.optalocal.accounts.adapters.http.session;

import com.optalocal.accounts.adapters.http.AuthProblems;
import com.optalocal.accounts.adapters.http.Problem;
import com.optalocal.accounts.application.session.ReturnFromProvider;

/// What goes wrong with other providers, in the contract's words.
public final class ProviderProblems {
  private ProviderProblems() {}

  public static Problem notEnabled() {
    return AuthProblems.of(
        400, "validation_failed", "Unsupported provider: provider is not enabled");
  }

  /// Not a 5xx: clients repeat those, and the provider's absence is nothing that a repetition
  /// within the second would mend.
  public static Problem unavailable() {
    return AuthProblems.of(
        422, "request_timeout", "The identity provider does not answer; try again later");
  }

  public static Problem identityTaken(boolean byThisUser) {
    return AuthProblems.of(
        422,
        "identity_already_exists",
        byThisUser ? "Identity is already linked" : "Identity is already linked to another user");
  }

  public static Problem linkingDisabled() {
    return AuthProblems.of(404, "manual_linking_disabled", "Manual linking is disabled");
  }

  static Problem emailTaken() {
    return AuthProblems.of(
        422,
        "email_exists",
        "A user with this email address has already been registered; sign in as before and link"
            + " this provider there");
  }

  static Problem signUpsClosed() {
    return AuthProblems.of(422, "signup_disabled", "Signups not allowed for this instance");
  }

  static Problem of(ReturnFromProvider.Reason reason) {
    return switch (reason) {
      case DENIED ->
          AuthProblems.of(400, "bad_oauth_callback", "The provider did not sign the user in");
      case NOT_GENUINE ->
          AuthProblems.of(400, "bad_oauth_callback", "The provider's answer does not verify");
      case UNAVAILABLE -> unavailable();
      case EMAIL_TAKEN -> emailTaken();
      case SIGN_UPS_CLOSED -> signUpsClosed();
      case BANNED -> AuthProblems.of(403, "user_banned", "User is banned");
      case FLOW_OVER ->
          AuthProblems.of(422, "flow_state_expired", "invalid flow state, flow state has expired");
    };
  }
}
