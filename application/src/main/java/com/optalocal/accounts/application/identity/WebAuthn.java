package com.optalocal.accounts.application.identity;

import com.optalocal.accounts.domain.ByteString;
import com.optalocal.accounts.domain.identity.WebAuthnAnswer;
import com.optalocal.accounts.domain.identity.WebAuthnCredential;

/// Judges what authenticators answer (Web Authentication Level 3 §7), for this portal's relying
/// party id and origins alone. Hostile bytes of any kind are `Refused`, never an exception.
public interface WebAuthn {
  /// What an answer is worth.
  sealed interface Verdict {
    /// It is genuine; the credential is as it is to be kept from now on.
    record Genuine(WebAuthnCredential credential) implements Verdict {}

    record Refused() implements Verdict {}

    /// It is genuine, but by one of two copies: the count did not rise.
    record Cloned() implements Verdict {}
  }

  /// Judges a new credential. Who made the authenticator is not asked for.
  ///
  /// @param nonce what it had to sign
  /// @param userVerified whether the authenticator must have checked who uses it
  Verdict register(ByteString nonce, WebAuthnAnswer.Attestation answer, boolean userVerified);

  /// Judges an answer by `known`, whose id it must bear.
  ///
  /// @param nonce what it had to sign
  /// @param userVerified as in [#register]
  Verdict authenticate(
      ByteString nonce,
      WebAuthnAnswer.Assertion answer,
      WebAuthnCredential known,
      boolean userVerified);
}
