package com.optalocal.accounts.bootstrap.server;

import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The last net under what goes into a file for people: types keep secrets out, and what looks like
/// one anyway is masked.
public final class Masking {
  private static final Pattern SECRET =
      Pattern.compile(
          "\\b(?:opta_tok_|own_|brdg_)[A-Za-z0-9_-]{8,}"
              + "|\\beyJ[A-Za-z0-9_-]{8,}\\.[A-Za-z0-9_-]{8,}\\.[A-Za-z0-9_-]*"
              + "|\\b(?:sk|pk|rk)-[A-Za-z0-9_-]{12,}"
              + "|\\bgh[opsu]_[A-Za-z0-9]{16,}"
              + "|(?i:bearer) [A-Za-z0-9._~+/=-]{16,}"
              + "|(?i:(?:password|passphrase|token|secret|code|verifier|state|owner)=)[^\\s&]+");
  private static final Pattern CONTROL = Pattern.compile("[\\p{Cntrl}&&[^\\t]]+");

  private Masking() {}

  /// `line` with everything masked that looks like a secret, and without control characters.
  public static String mask(String line) {
    return CONTROL.matcher(SECRET.matcher(line).replaceAll("[masked]")).replaceAll(" ");
  }

  /// A stack trace masked line by line. Every line is indented, so that a message with line breaks
  /// cannot forge an entry.
  public static String maskTrace(String trace) {
    return trace
        .lines()
        .map(line -> "\t" + mask(line.strip()) + "\n")
        .collect(Collectors.joining());
  }
}
