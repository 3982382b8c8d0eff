package com.optalocal.accounts.domain.redirect;

/// A host that apps stand on: one by its name (`app.example.com`), or every host below a domain but
/// not the domain itself (`*.example.com`).
///
/// Names are chains of at least two labels of 1 to 63 `a-z 0-9 -` in lower case, at most 253
/// characters in all, without punycode. The last label holds a letter, because browsers read a host
/// that ends in a number as an IPv4 address (WHATWG URL §3.5).
public record AllowedHost(String name, boolean isWildcard) {
  private static final int MAX_LENGTH = 253;
  private static final int MAX_LABEL = 63;
  private static final String ANY = "*.";

  public AllowedHost {
    if (!isHost(name) || name.indexOf('.') < 0 || !endsInALetter(name)) {
      throw new IllegalArgumentException(
          "an allowed host is a name such as app.example.com or *.example.com, in lower case");
    }
  }

  /// Reads `app.example.com` or `*.example.com`; the inverse of [#toString].
  public static AllowedHost parse(String text) {
    return text.startsWith(ANY)
        ? new AllowedHost(text.substring(ANY.length()), true)
        : new AllowedHost(text, false);
  }

  /// Whether `host`, as it stands in a URL, is meant.
  boolean admits(String host) {
    if (!isWildcard) {
      return host.equals(name);
    }
    int below = host.length() - name.length() - 1;
    return below > 0 && host.charAt(below) == '.' && host.endsWith(name) && isHost(host);
  }

  private static boolean isHost(String text) {
    if (text.length() > MAX_LENGTH) {
      return false;
    }
    int start = 0;
    for (int at = 0; at <= text.length(); at++) {
      if (at == text.length() || text.charAt(at) == '.') {
        if (!isLabel(text, start, at)) {
          return false;
        }
        start = at + 1;
      }
    }
    return true;
  }

  /// Whether the characters from `start` to before `end` are one label of a host name.
  static boolean isLabel(String text, int start, int end) {
    if (start >= end
        || end - start > MAX_LABEL
        || text.charAt(start) == '-'
        || text.charAt(end - 1) == '-'
        || text.startsWith("xn--", start)) {
      return false;
    }
    for (int at = start; at < end; at++) {
      char c = text.charAt(at);
      if (!(c >= 'a' && c <= 'z') && !(c >= '0' && c <= '9') && c != '-') {
        return false;
      }
    }
    return true;
  }

  private static boolean endsInALetter(String name) {
    return name.chars().skip(name.lastIndexOf('.') + 1).anyMatch(c -> c >= 'a' && c <= 'z');
  }

  @Override
  public String toString() {
    return isWildcard ? ANY + name : name;
  }
}
