package com.optalocal.accounts.domain.note;

/// What the text of a note may be made of. A signature is over bytes, so a text that two encoders
/// would write differently is none.
final class NoteText {
  private NoteText() {}

  /// @throws IllegalArgumentException if `text` is not lines of well-formed Unicode without control
  ///   characters, or more bytes or lines than the limits
  static void check(String text, int maxBytes, int maxLines) {
    int bytes = 0;
    int lines = 0;
    for (int at = 0; at < text.length(); at++) {
      char c = text.charAt(at);
      if (c == '\n') {
        lines++;
      } else if (c < ' ' || c == 0x7f) {
        throw new IllegalArgumentException("a note holds a control character");
      } else if (Character.isSurrogate(c)) {
        if (!isPair(text, at)) {
          throw new IllegalArgumentException("a note holds half a character");
        }
        at++;
      }
      bytes += utf8Length(c);
    }
    if (bytes > maxBytes || lines > maxLines) {
      throw new IllegalArgumentException("a note is larger than allowed");
    }
  }

  /// Whether `text` holds no lone surrogate.
  static boolean isWellFormed(String text) {
    for (int at = 0; at < text.length(); at++) {
      if (Character.isSurrogate(text.charAt(at))) {
        if (!isPair(text, at)) {
          return false;
        }
        at++;
      }
    }
    return true;
  }

  /// Spaces of any kind (Unicode White_Space).
  static boolean isSpace(int c) {
    return Character.isWhitespace(c) || Character.isSpaceChar(c) || c == 0x85;
  }

  private static boolean isPair(String text, int at) {
    return at + 1 < text.length()
        && Character.isSurrogatePair(text.charAt(at), text.charAt(at + 1));
  }

  // a surrogate is the first half of a pair
  private static int utf8Length(char c) {
    if (c < 0x80) {
      return 1;
    }
    if (c < 0x800) {
      return 2;
    }
    return Character.isSurrogate(c) ? 4 : 3;
  }
}
