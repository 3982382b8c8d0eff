package com.optalocal.accounts.domain.note;

import com.optalocal.accounts.domain.ByteString;
import com.optalocal.accounts.domain.note.crypto.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/// A public key under the name it signs by, as a verifier is given it (C2SP signed-note, verifier
/// keys): `name+hex(key id)+base64(algorithm ‖ key)`.
public record VerifierKey(String name, Algorithm algorithm, VerificationKey key) {
  private static final int MAX_NAME = 255;
  private static final int MAX_TEXT = 400;
  private static final int KEY_ID = 4;

  /// What the key signs. The byte is part of the key id, so that one key's signatures of two kinds
  /// are told apart.
  public enum Algorithm {
    /// The text of a note.
    ED25519(0x01),
    /// A checkpoint with the time it was seen (C2SP tlog-cosignature).
    COSIGNATURE(0x04);

    private final byte code;

    Algorithm(int code) {
      this.code = (byte) code;
    }

    private static Algorithm ofCode(byte code) {
      for (Algorithm algorithm : values()) {
        if (algorithm.code == code) {
          return algorithm;
        }
      }
      throw new IllegalArgumentException("a verifier key is of an unknown kind");
    }
  }

  public VerifierKey {
    requireName(name);
  }

  /// @throws IllegalArgumentException for anything but the one canonical spelling
  public static VerifierKey parse(String text) {
    String[] parts = text.length() > MAX_TEXT ? new String[0] : text.split("\\+", 3);
    if (parts.length != 3) {
      throw new IllegalArgumentException("a verifier key is name+id+key");
    }
    byte[] material;
    try {
      material = Base64.getDecoder().decode(parts[2]);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("a verifier key is not base64", e);
    }
    if (material.length != 33) {
      throw new IllegalArgumentException("a verifier key has the wrong size");
    }
    VerifierKey key =
        new VerifierKey(
            parts[0],
            Algorithm.ofCode(material[0]),
            new VerificationKey(ByteString.copyOf(Arrays.copyOfRange(material, 1, 33))));
    if (!key.toString().equals(text)) {
      throw new IllegalArgumentException("a verifier key does not fit its id");
    }
    return key;
  }

  /// True if `note` is signed by this key under this name. A key for cosignatures signs no note.
  public boolean signed(Note note) {
    return algorithm == Algorithm.ED25519 && note.isSignedBy(name, key);
  }

  /// The first four bytes of SHA-256(name ‖ 0x0A ‖ algorithm ‖ key): finds a key, proves nothing.
  public ByteString keyId() {
    Hash hash =
        Sha256.ofShort(
            name.getBytes(StandardCharsets.UTF_8),
            new byte[] {'\n', algorithm.code},
            key.bytes().toByteArray());
    return ByteString.copyOf(Arrays.copyOf(hash.toByteArray(), KEY_ID));
  }

  static void requireName(String name) {
    if (name.isEmpty()
        || name.length() > MAX_NAME
        || !NoteText.isWellFormed(name)
        || name.chars().anyMatch(c -> c == '+' || c < ' ' || c == 0x7f || NoteText.isSpace(c))) {
      throw new IllegalArgumentException("a note key name has the wrong form");
    }
  }

  @Override
  public String toString() {
    byte[] material = new byte[33];
    material[0] = algorithm.code;
    System.arraycopy(key.bytes().toByteArray(), 0, material, 1, 32);
    return name
        + '+'
        + HexFormat.of().formatHex(keyId().toByteArray())
        + '+'
        + Base64.getEncoder().encodeToString(material);
  }
}
