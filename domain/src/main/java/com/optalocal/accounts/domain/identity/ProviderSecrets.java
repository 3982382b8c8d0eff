package com.optalocal.accounts.domain.identity;

import com.optalocal.accounts.domain.BearerSecret;
import com.optalocal.accounts.domain.note.Hash;
import com.optalocal.accounts.domain.note.crypto.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// The three texts that tie an answer of a provider to the visit that asked for it: `state`,
/// `nonce` (OpenID Connect Core §3.1.2.1) and the PKCE verifier (RFC 7636).
///
/// Nonce and verifier follow from the state, which only the browser carries, and from that
/// browser's own secret. So the portal stores nothing with which somebody could redeem a code, and
/// another browser's answer fits to nothing. Hashes suffice to derive them: the state has 256
/// random bits.
public final class ProviderSecrets {
  private final BearerSecret state;
  private final Hash nonce;
  private final Hash verifier;

  private ProviderSecrets(BearerSecret state, Hash nonce, Hash verifier) {
    this.state = state;
    this.nonce = nonce;
    this.verifier = verifier;
  }

  public static ProviderSecrets of(BearerSecret state, Optional<BearerSecret> browser) {
    return new ProviderSecrets(
        state,
        derive("opta-provider-nonce/v1\n", state, browser),
        derive("opta-provider-verifier/v1\n", state, browser));
  }

  private static Hash derive(String label, BearerSecret state, Optional<BearerSecret> browser) {
    Hash visitor = browser.map(BearerSecret::hash).orElseGet(() -> Sha256.of(""));
    return state
        .bytes()
        .use(lent ->
            Sha256.of(
                label.getBytes(StandardCharsets.UTF_8),
                visitor.toString().getBytes(StandardCharsets.UTF_8),
                lent));
  }

  public BearerSecret state() {
    return state;
  }

  /// 43 characters of base64url.
  public String nonce() {
    return nonce.toString();
  }

  /// 43 characters of base64url, which is what RFC 7636 §4.1 asks for.
  public BearerSecret verifier() {
    return BearerSecret.presented(verifier.toString());
  }

  @Override
  public String toString() {
    return "ProviderSecrets[redacted]";
  }
}
