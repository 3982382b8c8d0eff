package com.optalocal.accounts.domain.note;

import com.optalocal.accounts.domain.note.crypto.Sha256;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Text, a blank line, and signature lines over exactly that text (C2SP signed-note).
///
/// `text` ends with a newline and holds no control character but newline. A parsed note is
/// unverified until [#isSignedBy] or [#isSignedExactlyBy] says otherwise. Limits: 1 MiB, 64
/// signatures.
public record Note(String text, List<NoteSignature> signatures) {
  public static final int MAX_BYTES = 1 << 20;
  public static final int MAX_SIGNATURES = 64;

  public Note {
    signatures = List.copyOf(signatures);
    if (text.length() < 2 || text.length() > MAX_BYTES || !text.endsWith("\n")) {
      throw new IllegalArgumentException("a note's text must be lines within the size limit");
    }
    if (text.chars().anyMatch(c -> (c < ' ' && c != '\n') || c == 0x7f)) {
      throw new IllegalArgumentException("a note's text holds a control character");
    }
    if (signatures.size() > MAX_SIGNATURES) {
      throw new IllegalArgumentException("a note carries too many signatures");
    }
  }

  /// A note that nobody has signed yet.
  public static Note unsigned(String text) {
    return new Note(text, List.of());
  }

  /// Reads the wire form; the inverse of [#encoded].
  ///
  /// @throws IllegalArgumentException if it is not a well-formed note with a signature
  public static Note parse(byte[] bytes) {
    if (bytes.length > MAX_BYTES) {
      throw new IllegalArgumentException("a note is larger than 1 MiB");
    }
    try {
      return parse(
          StandardCharsets.UTF_8
              .newDecoder()
              .onMalformedInput(CodingErrorAction.REPORT)
              .onUnmappableCharacter(CodingErrorAction.REPORT)
              .decode(ByteBuffer.wrap(bytes))
              .toString());
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException("a note must be UTF-8", e);
    }
  }

  /// Reads the wire form from text; the inverse of [#encoded].
  public static Note parse(String encoded) {
    if (encoded.length() > MAX_BYTES) {
      throw new IllegalArgumentException("a note is larger than 1 MiB");
    }
    int split = encoded.lastIndexOf("\n\n");
    if (split < 0 || !encoded.endsWith("\n") || split + 2 >= encoded.length()) {
      throw new IllegalArgumentException("a note needs text, a blank line and a signature");
    }
    List<NoteSignature> signatures = new ArrayList<>();
    int at = split + 2;
    while (at < encoded.length()) {
      if (signatures.size() == MAX_SIGNATURES) {
        throw new IllegalArgumentException("a note carries too many signatures");
      }
      int end = encoded.indexOf('\n', at);
      signatures.add(NoteSignature.parse(encoded.substring(at, end)));
      at = end + 1;
    }
    return new Note(encoded.substring(0, split + 1), signatures);
  }

  /// The wire form.
  public String encoded() {
    StringBuilder out = new StringBuilder(text).append('\n');
    signatures.forEach(signature -> out.append(signature.line()).append('\n'));
    return out.toString();
  }

  /// The first line: what kind of statement this is.
  public String type() {
    return text.substring(0, text.indexOf('\n'));
  }

  /// SHA-256 of the text; signature lines never enter it.
  public Hash hash() {
    return Sha256.of(text);
  }

  public Note with(NoteSignature signature) {
    List<NoteSignature> all = new ArrayList<>(signatures);
    all.add(signature);
    return new Note(text, all);
  }

  /// True if a signature line named by `key`'s fingerprint verifies; other lines are ignored.
  public boolean isSignedBy(VerificationKey key) {
    return isSignedBy(key.fingerprint().toString(), key);
  }

  /// True if a signature line named `keyName` verifies with `key`; other lines are ignored.
  public boolean isSignedBy(String keyName, VerificationKey key) {
    byte[] message = text.getBytes(StandardCharsets.UTF_8);
    return signatures.stream().anyMatch(signature -> signature.isBy(keyName, key, message));
  }

  /// True if there is one valid signature for each of `keys`, in that order, and nothing else.
  public boolean isSignedExactlyBy(VerificationKey... keys) {
    if (signatures.size() != keys.length) {
      return false;
    }
    byte[] message = text.getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < keys.length; i++) {
      if (!signatures.get(i).isBy(keys[i].fingerprint().toString(), keys[i], message)) {
        return false;
      }
    }
    return true;
  }
}
