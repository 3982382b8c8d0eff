package com.optalocal.accounts.domain.redirect;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/// What may stand in a URI at all, whatever it means (RFC 3986 §2), read in one pass: a regular
/// expression over hostile input recurses or backtracks.
final class UriText {
  private static final String PUNCTUATION = "-._~:/?#[]@!$&'()*+,;=";
  private static final boolean[] ALLOWED = allowed();

  private UriText() {}

  private static boolean[] allowed() {
    boolean[] allowed = new boolean[128];
    for (char c = 0; c < allowed.length; c++) {
      allowed[c] =
          (c >= 'a' && c <= 'z')
              || (c >= 'A' && c <= 'Z')
              || (c >= '0' && c <= '9')
              || PUNCTUATION.indexOf(c) >= 0;
    }
    return allowed;
  }

  /// True if `text` holds nothing but characters of a URI and escapes, at most one `#`, and if what
  /// is escaped is well-formed UTF-8 without control characters.
  static boolean isWellFormed(String text) {
    int escapes = 0;
    int fragments = 0;
    for (int at = 0; at < text.length(); at++) {
      char c = text.charAt(at);
      if (c == '%') {
        if (octet(text, at) < 0) {
          return false;
        }
        escapes++;
        at += 2;
      } else if (c >= ALLOWED.length || !ALLOWED[c]) {
        return false;
      } else if (c == '#' && ++fragments > 1) {
        return false;
      }
    }
    return escapes == 0 || escapesAreText(text, escapes);
  }

  /// What the escape at `at` stands for; negative if none stands there.
  static int octet(String text, int at) {
    if (at + 2 >= text.length()) {
      return -1;
    }
    return digit(text.charAt(at + 1)) << 4 | digit(text.charAt(at + 2));
  }

  // Character.digit takes full-width digits too
  private static int digit(char c) {
    if (c >= '0' && c <= '9') {
      return c - '0';
    }
    if (c >= 'a' && c <= 'f') {
      return c - 'a' + 10;
    }
    return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
  }

  // Neighboring escapes are read together; a space, which continues no sequence, parts the rest.
  private static boolean escapesAreText(String text, int escapes) {
    byte[] octets = new byte[2 * escapes];
    int length = 0;
    int next = -1;
    boolean ascii = true;
    for (int at = text.indexOf('%'); at >= 0; at = text.indexOf('%', at + 3)) {
      if (at != next) {
        octets[length++] = ' ';
      }
      int octet = octet(text, at);
      if (octet < ' ' || octet == 0x7f) {
        return false;
      }
      ascii &= octet < 0x80;
      octets[length++] = (byte) octet;
      next = at + 3;
    }
    return ascii || isTextWithoutControls(ByteBuffer.wrap(octets, 0, length));
  }

  private static boolean isTextWithoutControls(ByteBuffer utf8) {
    try {
      String decoded = StandardCharsets.UTF_8.newDecoder().decode(utf8).toString();
      return decoded.chars().noneMatch(Character::isISOControl);
    } catch (CharacterCodingException notUtf8) {
      return false;
    }
  }
}
