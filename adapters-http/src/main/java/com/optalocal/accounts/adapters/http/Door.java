package com.optalocal.accounts.adapters.http;

/// What kind of visitor a route is for: how they prove who they are, and what a refusal looks like.
public enum Door {
  /// A person's browser: cookie, forms with a token, HTML.
  PAGE,
  /// Our own programs: bearer token, problem documents.
  API,
  /// Clients of the Supabase Auth contract: bearer token, that contract's errors.
  AUTH,
  /// Browsers that such a client sends: cookie, GET alone, that contract's errors.
  AUTH_BROWSER;

  /// The door that an address without a route belongs to.
  static Door of(String path) {
    if (path.startsWith("/auth/v1/")) {
      return AUTH;
    }
    return path.startsWith("/api/") ? API : PAGE;
  }
}
