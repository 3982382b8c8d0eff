package com.optalocal.accounts.domain.note;

/// Names a key: SHA-256 of the public key, base64url, 43 characters.
public record Fingerprint(Hash hash) {
  public static Fingerprint parse(String text) {
    return new Fingerprint(Hash.parse(text));
  }

  /// Eight characters, for eyes only: never compare devices by it.
  public String brief() {
    return toString().substring(0, 8);
  }

  @Override
  public String toString() {
    return hash.toString();
  }
}
