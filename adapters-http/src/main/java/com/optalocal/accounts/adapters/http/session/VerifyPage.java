package com.optalocal.accounts.adapters.http.session;

/// What the page behind a message's link carries to its button.
///
/// @param token opens an account: shown to whoever has the link anyway
/// @param next has passed the redirect policy
public record VerifyPage(String token, String type, String next) {
  @Override
  public String toString() {
    return "VerifyPage[redacted]";
  }
}
