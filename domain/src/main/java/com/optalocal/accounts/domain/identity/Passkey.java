package com.optalocal.accounts.domain.identity;

import com.optalocal.accounts.domain.ByteString;
import com.optalocal.accounts.domain.UserId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;

/// A credential that its user signs in with, without a password.
public record Passkey(
    PasskeyId id,
    UserId user,
    Optional<FactorName> name,
    WebAuthnCredential credential,
    Instant createdAt,
    Optional<Instant> lastUsedAt) {

  /// How many one user may have.
  public static final int MAX = 20;

  /// What authenticators call `user`: their id, which says nothing about them.
  public static ByteString handle(UserId user) {
    return ByteString.copyOf(user.value().getBytes(StandardCharsets.UTF_8));
  }

  /// What its authenticator calls its user.
  public ByteString handle() {
    return handle(user);
  }

  public Passkey named(FactorName changed) {
    return new Passkey(id, user, Optional.of(changed), credential, createdAt, lastUsedAt);
  }

  /// This passkey after a sign-in at `now`, with what its authenticator told.
  public Passkey used(WebAuthnCredential told, Instant now) {
    return new Passkey(id, user, name, told, createdAt, Optional.of(now));
  }
}
