package com.optalocal.accounts.adapters.http.identity;

import com.optalocal.accounts.domain.session.PortalUrl;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Pattern;

/// Who authenticators answer (Web Authentication Level 3 §5.1.2): a host name that credentials
/// belong to for ever, and the origins whose pages may ask for them.
///
/// @param passkeys whether people may sign in with passkeys; factors work in any case
public record RelyingParty(String id, Set<String> origins, boolean passkeys) {
  private static final Pattern ORIGIN =
      Pattern.compile(
          "https://[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?(:[1-9][0-9]{0,4})?"
              + "|http://localhost(:[1-9][0-9]{0,4})?");

  public RelyingParty {
    origins = Set.copyOf(origins);
  }

  /// The portal at `url`. On loopback the name is `localhost`: an address is no name.
  ///
  /// @param more origins of other pages that may ask
  public static RelyingParty of(PortalUrl url, Set<String> more, boolean passkeys) {
    String host = url.authority().replaceFirst(":[0-9]+$", "");
    Set<String> origins = new LinkedHashSet<>(more);
    origins.forEach(RelyingParty::requireOrigin);
    origins.add(url.value());
    if (host.equals("127.0.0.1")) {
      origins.add(url.value().replace("//127.0.0.1", "//localhost"));
      host = "localhost";
    }
    return new RelyingParty(host, origins, passkeys);
  }

  /// @throws IllegalArgumentException if a browser would not call a page's origin that
  public static void requireOrigin(String origin) {
    if (!ORIGIN.matcher(origin).matches()) {
      throw new IllegalArgumentException(
          "an origin is https://host, https://host:port or http://localhost:port");
    }
  }
}
