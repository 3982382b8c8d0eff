package com.optalocal.accounts.adapters.http.identity;

import com.optalocal.accounts.domain.SecretBytes;
import java.net.URI;
import java.time.Duration;

/// Somebody's server that sends messages for the portal. `https`, or `http` on loopback.
public final class Webhook {
  private static final int MIN_SECRET_BYTES = 16;

  private final URI address;
  private final SecretBytes secret;
  private final Duration timeout;

  /// @param secret signs what is posted; at least 16 bytes
  /// @throws IllegalArgumentException if `address` is no such address
  public Webhook(URI address, SecretBytes secret, Duration timeout) {
    String host = String.valueOf(address.getHost());
    boolean local = host.equals("localhost") || host.equals("127.0.0.1");
    if (!("https".equals(address.getScheme()) || ("http".equals(address.getScheme()) && local))
        || address.getHost() == null
        || address.getUserInfo() != null
        || address.getFragment() != null) {
      throw new IllegalArgumentException("a webhook looks like https://host/path");
    }
    if (secret.length() < MIN_SECRET_BYTES) {
      throw new IllegalArgumentException("a webhook's secret has at least 16 bytes");
    }
    this.address = address;
    this.secret = secret;
    this.timeout = timeout;
  }

  URI address() {
    return address;
  }

  SecretBytes secret() {
    return secret;
  }

  Duration timeout() {
    return timeout;
  }

  @Override
  public String toString() {
    return "Webhook[redacted]";
  }
}
