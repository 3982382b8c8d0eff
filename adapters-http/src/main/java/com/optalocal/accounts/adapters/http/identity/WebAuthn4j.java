package com.optalocal.accounts.adapters.http.identity;

import com.optalocal.accounts.application.identity.WebAuthn;
import com.optalocal.accounts.domain.ByteString;
import com.optalocal.accounts.domain.identity.WebAuthnAnswer;
import com.optalocal.accounts.domain.identity.WebAuthnCredential;
import com.webauthn4j.WebAuthnManager;
import com.webauthn4j.converter.AttestedCredentialDataConverter;
import com.webauthn4j.converter.util.ObjectConverter;
import com.webauthn4j.credential.CredentialRecord;
import com.webauthn4j.credential.CredentialRecordImpl;
import com.webauthn4j.data.AuthenticationData;
import com.webauthn4j.data.AuthenticationParameters;
import com.webauthn4j.data.AuthenticationRequest;
import com.webauthn4j.data.PublicKeyCredentialParameters;
import com.webauthn4j.data.PublicKeyCredentialType;
import com.webauthn4j.data.RegistrationParameters;
import com.webauthn4j.data.RegistrationRequest;
import com.webauthn4j.data.attestation.authenticator.AttestedCredentialData;
import com.webauthn4j.data.attestation.authenticator.AuthenticatorData;
import com.webauthn4j.data.attestation.statement.COSEAlgorithmIdentifier;
import com.webauthn4j.data.attestation.statement.NoneAttestationStatement;
import com.webauthn4j.data.client.Origin;
import com.webauthn4j.data.client.challenge.DefaultChallenge;
import com.webauthn4j.data.extension.authenticator.AuthenticationExtensionsAuthenticatorOutputs;
import com.webauthn4j.server.ServerProperty;
import com.webauthn4j.verifier.exception.MaliciousCounterValueException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// [WebAuthn] by webauthn4j (ADR 0022). Attestation is not asked for: a portal that is not told
/// which makers to trust gains nothing from a signature by one. Thread-safe.
public final class WebAuthn4j implements WebAuthn {
  /// What the portal takes, in its order of preference: ES256, EdDSA, RS256.
  static final List<COSEAlgorithmIdentifier> ALGORITHMS =
      List.of(
          COSEAlgorithmIdentifier.ES256,
          COSEAlgorithmIdentifier.EdDSA,
          COSEAlgorithmIdentifier.RS256);

  private static final List<PublicKeyCredentialParameters> PARAMETERS =
      ALGORITHMS.stream()
          .map(algorithm ->
              new PublicKeyCredentialParameters(PublicKeyCredentialType.PUBLIC_KEY, algorithm))
          .toList();

  private final ObjectConverter converter = new ObjectConverter();
  private final WebAuthnManager manager = WebAuthnManager.createNonStrictWebAuthnManager(converter);
  private final AttestedCredentialDataConverter attested =
      new AttestedCredentialDataConverter(converter);
  private final RelyingParty party;

  public WebAuthn4j(RelyingParty party) {
    this.party = party;
  }

  @Override
  public Verdict register(
      ByteString nonce, WebAuthnAnswer.Attestation answer, boolean userVerified) {
    try {
      var data =
          manager.verify(
              new RegistrationRequest(
                  answer.attestationObject().toByteArray(), answer.clientData().toByteArray()),
              new RegistrationParameters(server(nonce), PARAMETERS, userVerified, true));
      var object = Optional.ofNullable(data.getAttestationObject()).orElseThrow();
      AuthenticatorData<?> told = object.getAuthenticatorData();
      AttestedCredentialData fresh =
          Optional.ofNullable(told.getAttestedCredentialData()).orElseThrow();
      ByteString id = ByteString.copyOf(fresh.getCredentialId());
      return id.equals(answer.credentialId())
          ? new Verdict.Genuine(credential(id, ByteString.copyOf(attested.convert(fresh)), told))
          : new Verdict.Refused();
    } catch (RuntimeException hostile) {
      // bytes from outside meet a CBOR reader, key factories and the library's own checks, each
      // with exceptions of its own; whatever they say, the answer is not genuine
      return new Verdict.Refused();
    }
  }

  @Override
  public Verdict authenticate(
      ByteString nonce,
      WebAuthnAnswer.Assertion answer,
      WebAuthnCredential known,
      boolean userVerified) {
    if (!answer.credentialId().equals(known.id())) {
      return new Verdict.Refused();
    }
    try {
      AuthenticationData data =
          manager.verify(
              new AuthenticationRequest(
                  known.id().toByteArray(),
                  answer.authenticatorData().toByteArray(),
                  answer.clientData().toByteArray(),
                  answer.signature().toByteArray()),
              new AuthenticationParameters(
                  server(nonce), record(known), List.of(known.id().toByteArray()), userVerified));
      AuthenticatorData<?> told = Optional.ofNullable(data.getAuthenticatorData()).orElseThrow();
      return new Verdict.Genuine(credential(known.id(), known.attested(), told));
    } catch (MaliciousCounterValueException cloned) {
      return new Verdict.Cloned();
    } catch (RuntimeException hostile) {
      return new Verdict.Refused(); // as in register
    }
  }

  private ServerProperty server(ByteString nonce) {
    Set<Origin> origins =
        party.origins().stream().map(Origin::create).collect(Collectors.toUnmodifiableSet());
    return ServerProperty.builder()
        .origins(origins)
        .rpId(party.id())
        .challenge(new DefaultChallenge(nonce.toByteArray()))
        .build();
  }

  private CredentialRecord record(WebAuthnCredential known) {
    return new CredentialRecordImpl(
        new NoneAttestationStatement(),
        null,
        known.backupEligible(),
        known.backedUp(),
        known.signCount(),
        attested.convert(known.attested().toByteArray()),
        new AuthenticationExtensionsAuthenticatorOutputs<>(),
        null,
        null,
        Set.of());
  }

  private static WebAuthnCredential credential(
      ByteString id, ByteString attested, AuthenticatorData<?> told) {
    return new WebAuthnCredential(
        id, attested, told.getSignCount(), told.isFlagBE(), told.isFlagBS());
  }
}
