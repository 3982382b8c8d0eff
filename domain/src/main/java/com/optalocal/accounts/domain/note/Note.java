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
/// `text` begins with the line that says what kind of statement it is, ends with a newline and
/// holds no control character but newline. A parsed note is unverified until [#isSignedBy] or
/// [#isSignedExactlyBy] says otherwise. Limits: 1 MiB, 16,384 lines, 64 signatures of at most 16
/// KiB, key names of 255 characters. `docs/signed-note.md` lists the kinds. Immutable.
public record Note(String text, List<NoteSignature> signatures) {
  public static final int MAX_BYTES = 1 << 20;
  public static final int MAX_LINES = 1 << 14;
  public static final int MAX_SIGNATURES = 64;

  public Note {
    signatures = List.copyOf(signatures);
    if (text.startsWith("\n") || !text.endsWith("\n")) {
      throw new IllegalArgumentException("a note's text is lines, the first of them not empty");
    }
    NoteText.check(text, MAX_BYTES, MAX_LINES);
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
    NoteText.check(encoded, MAX_BYTES, MAX_LINES + 1 + MAX_SIGNATURES);
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

  /// True if a signature line named `keyName` verifies with `key`; lines of other keys are ignored.
  /// False if a line that claims to be by this very key does not verify: somebody tampered with it.
  public boolean isSignedBy(String keyName, VerificationKey key) {
    byte[] message = text.getBytes(StandardCharsets.UTF_8);
    boolean signed = false;
    for (NoteSignature signature : signatures) {
      if (signature.claimsToBeBy(keyName, key)) {
        if (!key.verifies(message, signature.signature())) {
          return false;
        }
        signed = true;
      }
    }
    return signed;
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
