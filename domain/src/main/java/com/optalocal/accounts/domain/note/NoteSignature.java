package com.optalocal.accounts.domain.note;

import com.optalocal.accounts.domain.ByteString;
import com.optalocal.accounts.domain.note.crypto.Sha256;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;

/// One signature line of a note: `— name base64(key id ‖ signature)` (C2SP signed-note).
///
/// The key id is the first four bytes of SHA-256(name ‖ 0x0A ‖ algorithm ‖ public key); it is a
/// hint for finding the key and proves nothing.
public record NoteSignature(String keyName, ByteString keyId, ByteString signature) {
  static final String PREFIX = "— ";
  private static final int KEY_ID = 4;
  private static final int MAX_NAME = 255;
  private static final int MAX_SIGNATURE = 16_384;
  static final byte ED25519 = 0x01;

  public NoteSignature {
    requireName(keyName);
    keyId.requireLength(KEY_ID);
    if (signature.length() == 0 || signature.length() > MAX_SIGNATURE) {
      throw new IllegalArgumentException("a note signature has the wrong size");
    }
  }

  public static NoteSignature ed25519(String keyName, VerificationKey key, ByteString signature) {
    return new NoteSignature(keyName, keyId(keyName, key), signature);
  }

  /// True if this line claims to be by `key` under `name` and the signature over `text` holds.
  boolean isBy(String name, VerificationKey key, byte[] text) {
    return claimsToBeBy(name, key) && key.verifies(text, signature);
  }

  boolean claimsToBeBy(String name, VerificationKey key) {
    return keyName.equals(name) && keyId.equals(keyId(name, key));
  }

  /// @throws IllegalArgumentException if no key can go by `name`
  static void requireName(String name) {
    if (name.isEmpty()
        || name.length() > MAX_NAME
        || !NoteText.isWellFormed(name)
        || name.chars().anyMatch(c -> c == '+' || c < ' ' || c == 0x7f || NoteText.isSpace(c))) {
      throw new IllegalArgumentException("a note key name has the wrong form");
    }
  }

  static NoteSignature parse(String line) {
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

  String line() {
    byte[] both =
        ByteBuffer.allocate(KEY_ID + signature.length())
            .put(keyId.toByteArray())
            .put(signature.toByteArray())
            .array();
    return PREFIX + keyName + ' ' + Base64.getEncoder().encodeToString(both);
  }

  static ByteString keyId(String name, VerificationKey key) {
    Hash hash =
        Sha256.of(
            name.getBytes(StandardCharsets.UTF_8),
            new byte[] {'\n', ED25519},
            key.bytes().toByteArray());
    return ByteString.copyOf(Arrays.copyOf(hash.toByteArray(), KEY_ID));
  }
}
