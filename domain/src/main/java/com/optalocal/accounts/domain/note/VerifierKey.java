package com.optalocal.accounts.domain.note;

import com.optalocal.accounts.domain.ByteString;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/// A key and the name that it signs notes under, in the one line that people exchange:
/// `name+hex(key id)+base64(0x01 ‖ key)` (C2SP signed-note, Verifier keys). Ed25519 alone.
public record VerifierKey(String name, VerificationKey key) {
  private static final int MAX_LENGTH = 512;

  public VerifierKey {
    NoteSignature.requireName(name);
  }

  /// Reads the line; the inverse of [#toString].
  ///
  /// @throws IllegalArgumentException if it is malformed, of another algorithm, or if its key id is
  ///   not the one of its name and key
  public static VerifierKey parse(String text) {
    if (text.length() > MAX_LENGTH) {
      throw new IllegalArgumentException("a verifier key is too long");
    }
    String[] parts = text.split("\\+", 3);
    if (parts.length != 3) {
      throw new IllegalArgumentException("a verifier key is name+id+key");
    }
    byte[] typed;
    try {
      typed = Base64.getDecoder().decode(parts[2]);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("a verifier key is not base64", e);
    }
    if (typed.length != 33 || typed[0] != NoteSignature.ED25519) {
      throw new IllegalArgumentException("a verifier key is not an Ed25519 key");
    }
    VerifierKey read =
        new VerifierKey(
            parts[0],
            new VerificationKey(ByteString.copyOf(Arrays.copyOfRange(typed, 1, typed.length))));
    if (!read.toString().equals(text)) {
      throw new IllegalArgumentException("a verifier key's id is not that of its name and key");
    }
    return read;
  }

  /// True if `note` is signed by this key under this name.
  public boolean signed(Note note) {
    return note.isSignedBy(name, key);
  }

  @Override
  public String toString() {
    byte[] typed = new byte[33];
    typed[0] = NoteSignature.ED25519;
    System.arraycopy(key.bytes().toByteArray(), 0, typed, 1, 32);
    return name
        + "+"
        + HexFormat.of().formatHex(NoteSignature.keyId(name, key).toByteArray())
        + "+"
        + Base64.getEncoder().encodeToString(typed);
  }
}
