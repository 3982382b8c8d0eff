package com.optalocal.accounts.bootstrap.terminal;

import com.optalocal.accounts.bootstrap.home.Environment;

/// How marks are drawn: in color or not, in Unicode or ASCII. Color is for marks and for what can
/// be copied, nothing else.
///
/// @param color whether standard output takes colors
/// @param ascii whether only ASCII may be used
public record Look(boolean color, boolean ascii) {
  /// A line's mark.
  public enum Mark {
    STEP("◆", "*", "35"),
    DONE("✓", "ok", "32"),
    WARN("!", "!", "33"),
    FAILED("✗", "x", "31");

    private final String unicode;
    private final String plain;
    private final String sgr;

    Mark(String unicode, String plain, String sgr) {
      this.unicode = unicode;
      this.plain = plain;
      this.sgr = sgr;
    }
  }

  /// What the environment allows.
  static Look of(Environment environment, boolean terminal, boolean noColor, boolean ascii) {
    boolean color =
        terminal
            && !noColor
            && environment.variable("NO_COLOR").isEmpty()
            && environment.variable("CI").isEmpty()
            && !environment.variable("TERM").orElse("dumb").equals("dumb");
    return new Look(color, ascii || !environment.isUtf8());
  }

  String mark(Mark mark) {
    return paint(ascii ? mark.plain : mark.unicode, mark.sgr);
  }

  /// Something to copy: a link, a command, words.
  String copyable(String text) {
    return paint(text, "36");
  }

  private String paint(String text, String sgr) {
    return color ? "\u001b[" + sgr + "m" + text + "\u001b[0m" : text;
  }
}
