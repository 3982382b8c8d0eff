package com.optalocal.accounts.domain.note;

import com.optalocal.accounts.domain.ByteString;
import com.optalocal.accounts.domain.note.crypto.Ed25519;
import com.optalocal.accounts.domain.note.crypto.Sha256;
import org.jspecify.annotations.Nullable;

/// An Ed25519 public key. Its fingerprint, SHA-256 of the key, is the name it signs notes under.
///
/// Equal to every key of the same 32 bytes. Decoded at its first verification and not again, which
/// is half of the work of one. Immutable to the eye; thread-safe.
public final class VerificationKey {
  private final ByteString bytes;
  private volatile @Nullable Ed25519 decoded;

  public VerificationKey(ByteString bytes) {
    this.bytes = bytes.requireLength(32);
  }

  public static VerificationKey parse(String base64Url) {
    return new VerificationKey(ByteString.fromBase64Url(base64Url));
  }

  public ByteString bytes() {
    return bytes;
  }

  public Fingerprint fingerprint() {
    return new Fingerprint(Sha256.ofShort(bytes.toByteArray()));
  }

  /// True only for a signature made by this key over exactly `message`.
  public boolean verifies(byte[] message, ByteString signature) {
    Ed25519 verifier = decoded;
    if (verifier == null) {
      verifier = new Ed25519(bytes);
      decoded = verifier;
    }
    return verifier.verifies(message, signature);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof VerificationKey that && bytes.equals(that.bytes);
  }

  @Override
  public int hashCode() {
    return bytes.hashCode();
  }

  @Override
  public String toString() {
    return bytes.toBase64Url();
  }
}
