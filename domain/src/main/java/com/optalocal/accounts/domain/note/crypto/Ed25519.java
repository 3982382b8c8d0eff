package com.optalocal.accounts.domain.note.crypto;

import com.optalocal.accounts.domain.ByteString;
import org.bouncycastle.crypto.params.Ed25519PublicKeyParameters;
import org.bouncycastle.math.ec.rfc8032.Ed25519.Algorithm;
import org.jspecify.annotations.Nullable;

/// Ed25519 verification with one public key (RFC 8032 §5.1.7), by Bouncy Castle: eight times the
/// JDK's speed. Decoding the key costs as much as verifying once, so whoever verifies more keeps
/// this. Immutable.
public final class Ed25519 {
  private static final int SIGNATURE = org.bouncycastle.math.ec.rfc8032.Ed25519.SIGNATURE_SIZE;

  /// Null where the bytes are no point of the curve; then nothing verifies.
  private final @Nullable Ed25519PublicKeyParameters key;

  /// @param publicKey 32 bytes
  public Ed25519(ByteString publicKey) {
    key = decoded(publicKey);
  }

  private static @Nullable Ed25519PublicKeyParameters decoded(ByteString publicKey) {
    try {
      return new Ed25519PublicKeyParameters(publicKey.toByteArray());
    } catch (IllegalArgumentException notAPoint) {
      return null;
    }
  }

  /// True only for a signature made with this key over exactly `message`.
  public boolean verifies(byte[] message, ByteString signature) {
    return key != null
        && signature.length() == SIGNATURE
        && key.verify(
            Algorithm.Ed25519, null, message, 0, message.length, signature.toByteArray(), 0);
  }
}
