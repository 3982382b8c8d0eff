package com.optalocal.accounts.domain.session;

import com.optalocal.accounts.domain.BearerSecret;
import com.optalocal.accounts.domain.note.Hash;

/// A PKCE S256 code challenge (RFC 7636 §4.2). `plain` does not exist here.
public record PkceChallenge(Hash hash) {
  public static PkceChallenge parse(String text) {
    return new PkceChallenge(Hash.parse(text));
  }

  /// True if `verifier` is well-formed (43–128 characters) and hashes to this challenge.
  public boolean isMetBy(BearerSecret verifier) {
    int length = verifier.bytes().length();
    return length >= 43 && length <= 128 && verifier.hash().equals(hash);
  }

  /// The challenge for a verifier that this machine made.
  public static PkceChallenge of(BearerSecret verifier) {
    return new PkceChallenge(verifier.hash());
  }

  @Override
  public String toString() {
    return hash.toString();
  }
}
