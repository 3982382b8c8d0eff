package com.optalocal.accounts.domain.redirect;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Decides where a browser may be sent: the input itself, character for character, or `/`.
///
/// A strict grammar of our own, because URL libraries and browsers disagree. An input that is not
/// in canonical form is refused, never repaired. Immutable.
public final class RedirectPolicy {
  private static final int MAX_LENGTH = 2048;
  private static final String URI_PUNCTUATION = "-._~:/?#[]@!$&'()*+,;=";
  private static final Pattern FORBIDDEN_IN_PATH =
      Pattern.compile("//|/\\.{1,2}(?:/|$)|/\\.{1,2};|%2[eEfF]|%5[cC]|%25");
  private static final Pattern ABSOLUTE = Pattern.compile("https://([a-z0-9.-]+)(/.*|[?#].*)?");
  private static final Pattern LOOPBACK = Pattern.compile("http://localhost:9998(/.*)");
  private static final Pattern APP =
      Pattern.compile("opta(?:-life)?://([a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)(/[^?#]*)?([?#].*)?");
  private static final Pattern LABEL = Pattern.compile("[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?");

  private final String baseDomain;

  /// A policy for the apps under `baseDomain`, as in `optalocal.com`.
  public RedirectPolicy(String baseDomain) {
    this.baseDomain = baseDomain.toLowerCase(Locale.ROOT);
  }

  /// `next` if it is allowed, else [Target#HOME]. Never throws.
  public Target sanitize(String next) {
    return isAllowed(next) ? new Target(next) : Target.HOME;
  }

  private boolean isAllowed(String next) {
    if (next.isEmpty()
        || next.length() > MAX_LENGTH
        || !hasOnlyUriCharacters(next)
        || !escapesAreText(next)) {
      return false;
    }
    if (next.indexOf('#') != next.lastIndexOf('#')) {
      return false;
    }
    if (next.startsWith("/")) {
      return pathIsPlain(next);
    }
    Matcher loopback = LOOPBACK.matcher(next);
    if (loopback.matches()) {
      return pathIsPlain(loopback.group(1));
    }
    Matcher absolute = ABSOLUTE.matcher(next);
    if (absolute.matches()) {
      return isAppHost(absolute.group(1))
          && (absolute.group(2) == null || pathIsPlain(absolute.group(2)));
    }
    Matcher app = APP.matcher(next);
    return app.matches() && (app.group(2) == null || pathIsPlain(app.group(2)));
  }

  private boolean isAppHost(String host) {
    if (!host.endsWith("." + baseDomain) || host.length() > 253) {
      return false;
    }
    String labels = host.substring(0, host.length() - baseDomain.length() - 1);
    for (String label : labels.split("\\.", -1)) {
      if (!LABEL.matcher(label).matches() || label.startsWith("xn--")) {
        return false;
      }
    }
    return true;
  }

  private static boolean pathIsPlain(String target) {
    int end = target.length();
    for (char stop : new char[] {'?', '#'}) {
      int at = target.indexOf(stop);
      if (at >= 0) {
        end = Math.min(end, at);
      }
    }
    String path = target.substring(0, end);
    return !FORBIDDEN_IN_PATH.matcher(path).find()
        && path.indexOf('[') < 0
        && path.indexOf(']') < 0;
  }

  // a loop, because a regular expression over hostile input recurses or backtracks
  private static boolean hasOnlyUriCharacters(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '%') {
        if (i + 2 >= text.length() || !isHex(text.charAt(i + 1)) || !isHex(text.charAt(i + 2))) {
          return false;
        }
        i += 2;
      } else if (!isAsciiLetterOrDigit(c) && URI_PUNCTUATION.indexOf(c) < 0) {
        return false;
      }
    }
    return true;
  }

  private static boolean isAsciiLetterOrDigit(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
  }

  private static boolean isHex(char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
  }

  private static boolean escapesAreText(String text) {
    int at = text.indexOf('%');
    while (at >= 0) {
      int end = at;
      byte[] run = new byte[text.length()];
      int length = 0;
      while (end < text.length() && text.charAt(end) == '%') {
        run[length++] = (byte) Integer.parseInt(text.substring(end + 1, end + 3), 16);
        end += 3;
      }
      try {
        String decoded =
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(run, 0, length)).toString();
        if (decoded.codePoints().anyMatch(Character::isISOControl)) {
          return false;
        }
      } catch (CharacterCodingException notUtf8) {
        return false;
      }
      at = text.indexOf('%', end);
    }
    return true;
  }
}
