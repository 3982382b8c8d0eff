package com.optalocal.accounts.domain.identity;

import com.optalocal.accounts.domain.ByteString;
import com.optalocal.accounts.domain.UserId;
import java.time.Instant;
import java.util.Optional;

/// Something that its user proves themselves with beside a password. It counts once it was
/// verified: until then nobody has shown that they can use it.
public record Factor(
    FactorId id,
    UserId user,
    Optional<FactorName> name,
    Means means,
    Instant createdAt,
    Instant updatedAt,
    Optional<Instant> verifiedAt,
    Optional<Instant> lastChallengedAt) {

  /// How many one user may have.
  public static final int MAX = 10;

  /// What is proven, and what the portal knows to check it.
  public sealed interface Means {
    /// As the contract's `factor_type`.
    String code();

    /// Codes of an authenticator app (RFC 6238).
    ///
    /// @param sealedSecret opens under the portal's factor key alone
    /// @param lastCounter the time step of the code that was accepted last; each is good once
    record Totp(ByteString sealedSecret, long lastCounter) implements Means {
      @Override
      public String code() {
        return "totp";
      }
    }

    /// A WebAuthn authenticator; without a credential until it registered one.
    record SecurityKey(Optional<WebAuthnCredential> credential) implements Means {
      @Override
      public String code() {
        return "webauthn";
      }
    }
  }

  public static Factor enrolled(
      FactorId id, UserId user, Optional<FactorName> name, Means means, Instant now) {
    return new Factor(id, user, name, means, now, now, Optional.empty(), Optional.empty());
  }

  public boolean isVerified() {
    return verifiedAt.isPresent();
  }

  public Factor challenged(Instant now) {
    return new Factor(id, user, name, means, createdAt, updatedAt, verifiedAt, Optional.of(now));
  }

  /// This factor after it was proven at `now`, with what the portal learned from it.
  public Factor proven(Means learned, Instant now) {
    return new Factor(
        id,
        user,
        name,
        learned,
        createdAt,
        isVerified() ? updatedAt : now,
        verifiedAt.or(() -> Optional.of(now)),
        lastChallengedAt);
  }
}
