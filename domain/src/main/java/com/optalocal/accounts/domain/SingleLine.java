package com.optalocal.accounts.domain;

/// The rule for short texts that people type and other people read: one line, printable, no
/// direction overrides or other invisible characters that could disguise it.
public final class SingleLine {
  private SingleLine() {}

  /// `text` without surrounding white space.
  ///
  /// @throws IllegalArgumentException if it is empty, too long or not printable; it names `what`
  public static String require(String text, int maxCharacters, String what) {
    String line = text.strip();
    if (line.isEmpty() || line.codePointCount(0, line.length()) > maxCharacters) {
      throw new IllegalArgumentException(what + " must have 1 to " + maxCharacters + " characters");
    }
    if (!isShowable(line)) {
      throw new IllegalArgumentException(what + " holds characters that cannot be shown");
    }
    return line;
  }

  /// True if every character of `text` can be shown as it is: no control, no direction mark, no
  /// lone surrogate, and no other space than the plain one.
  public static boolean isShowable(String text) {
    return text.codePoints().allMatch(SingleLine::isPrintable);
  }

  private static boolean isPrintable(int codePoint) {
    if (codePoint == ' ') {
      return true;
    }
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SPACE_SEPARATOR ->
          false;
      default -> true;
    };
  }
}
