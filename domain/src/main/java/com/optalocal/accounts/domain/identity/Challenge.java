package com.optalocal.accounts.domain.identity;

import com.optalocal.accounts.domain.ByteString;
import com.optalocal.accounts.domain.UserId;
import java.time.Duration;
import java.time.Instant;

/// The portal's question that a proof answers: for one purpose, from one address, for five minutes.
///
/// @param nonce what an authenticator signs
/// @param address where it was asked from
public record Challenge(
    ChallengeId id, Purpose purpose, ByteString nonce, String address, Instant createdAt) {
  public static final Duration LIFETIME = Duration.ofMinutes(5);
  public static final int NONCE_BYTES = 32;

  public Challenge {
    nonce.requireLength(NONCE_BYTES);
  }

  /// What an answer leads to.
  public sealed interface Purpose {
    /// Proving a second factor, or that a new one works.
    record OfFactor(UserId user, FactorId factor) implements Purpose {}

    /// Registering a passkey.
    record Registration(UserId user) implements Purpose {}

    /// Signing in with a passkey, whoever it belongs to.
    record SignIn() implements Purpose {}
  }

  public Instant expiresAt() {
    return createdAt.plus(LIFETIME);
  }

  public boolean isOver(Instant now) {
    return !now.isBefore(expiresAt());
  }
}
