package com.optalocal.accounts.domain.identity;

import com.optalocal.accounts.domain.ByteString;
import java.util.Optional;

/// What an authenticator answered, unverified.
public sealed interface WebAuthnAnswer {
  /// Which credential it claims to answer with.
  ByteString credentialId();

  ByteString clientData();

  /// Of a registration: a new credential.
  record Attestation(ByteString credentialId, ByteString clientData, ByteString attestationObject)
      implements WebAuthnAnswer {}

  /// Of a sign-in: a signature by a credential that is known.
  ///
  /// @param userHandle whose it claims to be
  record Assertion(
      ByteString credentialId,
      ByteString clientData,
      ByteString authenticatorData,
      ByteString signature,
      Optional<ByteString> userHandle)
      implements WebAuthnAnswer {}
}
