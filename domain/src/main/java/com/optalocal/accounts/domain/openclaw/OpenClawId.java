package com.optalocal.accounts.domain.openclaw;

import com.optalocal.accounts.domain.note.crypto.Sha256;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.regex.Pattern;

/// Names an agent in logs, metrics and requests to model servers: `opta-bridge-` and the first 24
/// hex digits of SHA-256 over the trimmed scope.
///
/// The same scope gives the same id in every Opta system, whatever it holds: white space is trimmed
/// as `String.prototype.trim` does (ECMA-262 §22.1.3.32), and a lone surrogate is hashed as U+FFFD.
/// It is attribution, not authentication: whoever knows a scope can compute it.
public record OpenClawId(String value) {
  private static final Pattern FORM = Pattern.compile("opta-bridge-[0-9a-f]{24}");
  private static final byte[] REPLACEMENT = "\uFFFD".getBytes(StandardCharsets.UTF_8);

  public OpenClawId {
    if (!FORM.matcher(value).matches()) {
      throw new IllegalArgumentException("OpenClaw id has the wrong form");
    }
  }

  /// The id of `scope`.
  ///
  /// @throws IllegalArgumentException if nothing is left of it after trimming
  public static OpenClawId of(String scope) {
    String normalized = trim(scope);
    if (normalized.isEmpty()) {
      throw new IllegalArgumentException("a scope must not be blank");
    }
    byte[] hash = Sha256.ofShort(utf8(normalized)).toByteArray();
    return new OpenClawId("opta-bridge-" + HexFormat.of().formatHex(hash, 0, 12));
  }

  /// `text` without the white space and line terminators of ECMA-262 at both ends.
  static String trim(String text) {
    int start = 0;
    int end = text.length();
    while (start < end && isTrimmed(text.charAt(start))) {
      start++;
    }
    while (end > start && isTrimmed(text.charAt(end - 1))) {
      end--;
    }
    return text.substring(start, end);
  }

  // Character.isWhitespace and String.strip differ: U+00A0, U+FEFF, U+001C to U+001F
  private static boolean isTrimmed(char c) {
    return switch (c) {
      case '\t',
          '\n',
          '\u000B',
          '\f',
          '\r',
          ' ',
          '\u00A0',
          '\u1680',
          '\u2028',
          '\u2029',
          '\u202F',
          '\u205F',
          '\u3000',
          '\uFEFF' ->
          true;
      default -> c >= '\u2000' && c <= '\u200A';
    };
  }

  // String.getBytes would write a question mark for a lone surrogate
  private static byte[] utf8(String text) {
    if (text.chars().noneMatch(c -> Character.isSurrogate((char) c))) {
      return text.getBytes(StandardCharsets.UTF_8);
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream(text.length() * 3);
    for (int i = 0; i < text.length(); ) {
      int codePoint = text.codePointAt(i);
      if (codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE) {
        out.writeBytes(REPLACEMENT);
      } else {
        out.writeBytes(Character.toString(codePoint).getBytes(StandardCharsets.UTF_8));
      }
      i += Character.charCount(codePoint);
    }
    return out.toByteArray();
  }

  @Override
  public String toString() {
    return value;
  }
}
