package com.optalocal.accounts.domain.note;

import com.optalocal.accounts.domain.ByteString;
import com.optalocal.accounts.domain.note.crypto.Ed25519;
import com.optalocal.accounts.domain.note.crypto.Sha256;

/// An Ed25519 public key. Its fingerprint, SHA-256 of the key, is the name it signs notes under.
public record VerificationKey(ByteString bytes) {
  public VerificationKey {
    bytes.requireLength(32);
  }

  public static VerificationKey parse(String base64Url) {
    return new VerificationKey(ByteString.fromBase64Url(base64Url));
  }

  public Fingerprint fingerprint() {
    return new Fingerprint(Sha256.of(bytes.toByteArray()));
  }

  /// True only for a signature made by this key over exactly `message`.
  public boolean verifies(byte[] message, ByteString signature) {
    return Ed25519.verifies(bytes, message, signature);
  }

  @Override
  public String toString() {
    return bytes.toBase64Url();
  }
}
