package com.optalocal.accounts.application.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.optalocal.accounts.domain.ByteString;
import com.optalocal.accounts.domain.SeededRandom;
import com.optalocal.accounts.domain.identity.WebAuthnAnswer;
import com.optalocal.accounts.domain.identity.WebAuthnCredential;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

public abstract class WebAuthnContract {
  protected static final String RP = "accounts.example.com";
  protected static final String ORIGIN = "https://accounts.example.com";
  private static final ByteString NONCE = ByteString.copyOf(new SeededRandom(1).next(32));
  private static final ByteString OTHER = ByteString.copyOf(new SeededRandom(2).next(32));

  private final SoftAuthenticator authenticator = new SoftAuthenticator(RP, ORIGIN);

  /// A judge for [#RP] and [#ORIGIN].
  protected abstract WebAuthn webAuthn();

  @Test
  void a_credential_is_registered_and_answers_as_often_as_it_counts_up() {
    WebAuthnCredential known = registered();
    assertThat(known.id()).isEqualTo(authenticator.credentialId());
    assertThat(known.signCount()).isZero();

    for (int count = 1; count <= 3; count++) {
      known = genuine(authenticate(known, authenticator.get(NONCE, Optional.empty())));
      assertThat(known.signCount()).isEqualTo(count);
    }
  }

  @Test
  void a_copy_of_an_authenticator_is_noticed_when_its_count_does_not_rise() {
    WebAuthnCredential known = registered();
    SoftAuthenticator copy = authenticator.copy();
    known = genuine(authenticate(known, authenticator.get(NONCE, Optional.empty())));

    assertThat(authenticate(known, copy.get(NONCE, Optional.empty())))
        .isEqualTo(new WebAuthn.Verdict.Cloned());
  }

  @Test
  void another_nonce_origin_or_name_is_refused() {
    WebAuthnCredential known = registered();

    refused(authenticate(known, authenticator.get(OTHER, Optional.empty())));
    for (SoftAuthenticator elsewhere :
        new SoftAuthenticator[] {
          authenticator.at(RP, "https://evil.example"),
          authenticator.at(RP, "https://accounts.example.com.evil.example"),
          authenticator.at(RP, "http://accounts.example.com"),
          authenticator.at(RP, "https://accounts.example.com:8443"),
          authenticator.at("example.com", ORIGIN),
          authenticator.at("evil.example", "https://evil.example")
        }) {
      refused(authenticate(known, elsewhere.get(NONCE, Optional.empty())));
      refused(webAuthn().register(NONCE, elsewhere.create(NONCE), true));
    }
    refused(webAuthn().register(NONCE, authenticator.create(OTHER), true));
  }

  @Test
  void whoever_must_check_its_user_and_did_not_is_refused() {
    SoftAuthenticator careless = new SoftAuthenticator(RP, ORIGIN).unverified();

    refused(webAuthn().register(NONCE, careless.create(NONCE), true));
    WebAuthnCredential known = genuine(webAuthn().register(NONCE, careless.create(NONCE), false));
    refused(webAuthn().authenticate(NONCE, careless.get(NONCE, Optional.empty()), known, true));
    genuine(webAuthn().authenticate(NONCE, careless.get(NONCE, Optional.empty()), known, false));
  }

  @Test
  void another_authenticators_answer_is_refused() {
    WebAuthnCredential known = registered();
    WebAuthnAnswer.Assertion foreign =
        new SoftAuthenticator(RP, ORIGIN).get(NONCE, Optional.empty());

    refused(authenticate(known, foreign));
    refused(
        authenticate(
            known,
            new WebAuthnAnswer.Assertion(
                known.id(),
                foreign.clientData(),
                foreign.authenticatorData(),
                foreign.signature(),
                Optional.empty())));
  }

  @Test
  void a_registration_that_names_another_credential_is_refused() {
    WebAuthnAnswer.Attestation genuine = authenticator.create(NONCE);

    refused(
        webAuthn()
            .register(
                NONCE,
                new WebAuthnAnswer.Attestation(
                    OTHER, genuine.clientData(), genuine.attestationObject()),
                true));
  }

  @Test
  void bytes_that_were_tampered_with_are_refused_and_never_throw() {
    WebAuthnCredential known = registered();
    Random random = new Random(7);
    for (int round = 0; round < 300; round++) {
      WebAuthnAnswer.Assertion answer = authenticator.get(NONCE, Optional.empty());
      refused(
          authenticate(
              known,
              new WebAuthnAnswer.Assertion(
                  answer.credentialId(),
                  answer.clientData(),
                  flipped(answer.authenticatorData(), random),
                  answer.signature(),
                  Optional.empty())));
      WebAuthnAnswer.Attestation fresh = authenticator.create(NONCE);
      webAuthn()
          .register(
              NONCE,
              new WebAuthnAnswer.Attestation(
                  fresh.credentialId(),
                  fresh.clientData(),
                  flipped(fresh.attestationObject(), random)),
              true);
      refused(
          webAuthn()
              .register(
                  NONCE,
                  new WebAuthnAnswer.Attestation(
                      fresh.credentialId(),
                      fresh.clientData(),
                      ByteString.copyOf(new SeededRandom(round).next(round))),
                  true));
    }
  }

  private WebAuthnCredential registered() {
    return genuine(webAuthn().register(NONCE, authenticator.create(NONCE), true));
  }

  private WebAuthn.Verdict authenticate(WebAuthnCredential known, WebAuthnAnswer.Assertion answer) {
    return webAuthn().authenticate(NONCE, answer, known, true);
  }

  private static WebAuthnCredential genuine(WebAuthn.Verdict verdict) {
    assertThat(verdict).isInstanceOf(WebAuthn.Verdict.Genuine.class);
    return ((WebAuthn.Verdict.Genuine) verdict).credential();
  }

  private static void refused(WebAuthn.Verdict verdict) {
    assertThat(verdict).isEqualTo(new WebAuthn.Verdict.Refused());
  }

  private static ByteString flipped(ByteString bytes, Random random) {
    byte[] changed = bytes.toByteArray();
    int bit = random.nextInt(changed.length * 8);
    changed[bit / 8] ^= (byte) (1 << bit % 8);
    return ByteString.copyOf(changed);
  }
}
