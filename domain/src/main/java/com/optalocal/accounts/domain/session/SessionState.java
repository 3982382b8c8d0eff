package com.optalocal.accounts.domain.session;

import java.time.Duration;
import java.time.Instant;

/// What a holder may do with a session it keeps. One that is revoked or signed out is not kept.
public sealed interface SessionState {
  /// How long before its end an access token is renewed.
  Duration REFRESH_MARGIN = Duration.ofMinutes(5);

  record Active(Instant until) implements SessionState {}

  record RefreshDue(Instant until) implements SessionState {}

  record Expired(Instant since) implements SessionState {}

  /// Judges a kept session by its expiry alone; revocation is the portal's word.
  static SessionState of(Instant expiresAt, Instant now) {
    if (!now.isBefore(expiresAt)) {
      return new Expired(expiresAt);
    }
    return now.isBefore(expiresAt.minus(REFRESH_MARGIN))
        ? new Active(expiresAt)
        : new RefreshDue(expiresAt);
  }
}
