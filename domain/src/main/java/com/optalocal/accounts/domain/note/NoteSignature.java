package com.optalocal.accounts.domain.note;

import com.optalocal.accounts.domain.ByteString;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;

/// One signature line of a note: `— name base64(key id ‖ signature)` (C2SP signed-note).
///
/// The key id is the first four bytes of SHA-256(name ‖ 0x0A ‖ algorithm ‖ public key); it is a
/// hint for finding the key and proves nothing.
public record NoteSignature(String keyName, ByteString keyId, ByteString signature) {
  static final String PREFIX = "— ";
  private static final int KEY_ID = 4;
  private static final int MAX_SIGNATURE = 16_384;

  public NoteSignature {
    VerifierKey.requireName(keyName);
    keyId.requireLength(KEY_ID);
    if (signature.length() == 0 || signature.length() > MAX_SIGNATURE) {
      throw new IllegalArgumentException("a note signature has the wrong size");
    }
  }

  public static NoteSignature ed25519(String keyName, VerificationKey key, ByteString signature) {
    VerifierKey signer = new VerifierKey(keyName, VerifierKey.Algorithm.ED25519, key);
    return new NoteSignature(keyName, signer.keyId(), signature);
  }

  /// True if this line claims to be by `signer`: a hint for finding the key, proof of nothing.
  public boolean claims(VerifierKey signer) {
    return keyName.equals(signer.name()) && keyId.equals(signer.keyId());
  }

  boolean claimsToBeBy(String name, VerificationKey key) {
    return keyName.equals(name)
        && claims(new VerifierKey(name, VerifierKey.Algorithm.ED25519, key));
  }

  /// True if this line claims to be by `key` under `name` and the signature over `text` holds.
  boolean isBy(String name, VerificationKey key, byte[] text) {
    return claimsToBeBy(name, key) && key.verifies(text, signature);
  }

  /// Reads one signature line, without its newline.
  ///
  /// @throws IllegalArgumentException if it is none
  public static NoteSignature parse(String line) {
    if (!line.startsWith(PREFIX)) {
      throw new IllegalArgumentException("a note signature line is malformed");
    }
    int space = line.indexOf(' ', PREFIX.length());
    if (space < 0) {
      throw new IllegalArgumentException("a note signature line is malformed");
    }
    String encoded = line.substring(space + 1);
    byte[] decoded;
    try {
      decoded = Base64.getDecoder().decode(encoded);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("a note signature is not base64", e);
    }
    if (decoded.length <= KEY_ID || !Base64.getEncoder().encodeToString(decoded).equals(encoded)) {
      throw new IllegalArgumentException("a note signature is not canonical base64");
    }
    return new NoteSignature(
        line.substring(PREFIX.length(), space),
        ByteString.copyOf(Arrays.copyOf(decoded, KEY_ID)),
        ByteString.copyOf(Arrays.copyOfRange(decoded, KEY_ID, decoded.length)));
  }

  /// The line as it stands in a note, without its newline.
  public String line() {
    byte[] both =
        ByteBuffer.allocate(KEY_ID + signature.length())
            .put(keyId.toByteArray())
            .put(signature.toByteArray())
            .array();
    return PREFIX + keyName + ' ' + Base64.getEncoder().encodeToString(both);
  }
}
