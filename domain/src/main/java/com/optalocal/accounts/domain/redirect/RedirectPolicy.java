package com.optalocal.accounts.domain.redirect;

import java.util.ArrayList;
import java.util.List;

/// Decides where a browser may be sent: the input itself, character for character, or `/`.
///
/// A strict grammar of our own, because URL libraries and browsers disagree. An input that is not
/// in canonical form is refused, never repaired. What passes:
///
/// - a path on the portal, with one leading `/`;
/// - `https://host/…` on an allowed host, without port and user;
/// - `http://localhost:9998/…`;
/// - `opta://name…` and `opta-life://name…`, where `name` is one label.
///
/// In every path: no empty segment, no `.` or `..`, nothing escaped that a later reader could take
/// for a separator, a dot or an escape. Queries and fragments are free within RFC 3986.
/// `docs/redirects.md` says it in full. Immutable.
public final class RedirectPolicy {
  private static final int MAX_LENGTH = 2048;
  private static final String HTTPS = "https://";
  private static final String LOOPBACK = "http://localhost:9998";
  private static final List<String> APPS = List.of("opta://", "opta-life://");

  private final List<AllowedHost> hosts;

  /// A policy for the apps on `hosts`.
  public RedirectPolicy(List<AllowedHost> hosts) {
    this.hosts = List.copyOf(hosts);
  }

  /// Reads a list such as `*.optalocal.com,app.example.com`; an empty one allows no other host.
  ///
  /// @throws IllegalArgumentException if one of them is no host
  public static RedirectPolicy parse(String list) {
    List<AllowedHost> hosts = new ArrayList<>();
    if (!list.isEmpty()) {
      for (String host : list.split(",", -1)) {
        hosts.add(AllowedHost.parse(host));
      }
    }
    return new RedirectPolicy(hosts);
  }

  /// `next` if it is allowed, else [Target#HOME]. Never throws.
  public Target sanitize(String next) {
    return isAllowed(next) ? new Target(next) : Target.HOME;
  }

  private boolean isAllowed(String next) {
    if (next.isEmpty() || next.length() > MAX_LENGTH || !UriText.isWellFormed(next)) {
      return false;
    }
    int path = startOfPath(next);
    return path >= 0 && pathIsPlain(next, path);
  }

  /// Where the path begins behind an origin that is allowed; negative if none is.
  private int startOfPath(String next) {
    if (next.charAt(0) == '/') {
      return 0;
    }
    if (next.startsWith(HTTPS)) {
      int end = endOfAuthority(next, HTTPS.length());
      return has('/', next, end) && isAppHost(next.substring(HTTPS.length(), end)) ? end : -1;
    }
    if (next.startsWith(LOOPBACK)) {
      return has('/', next, LOOPBACK.length()) ? LOOPBACK.length() : -1;
    }
    for (String app : APPS) {
      if (next.startsWith(app)) {
        int end = endOfAuthority(next, app.length());
        return AllowedHost.isLabel(next, app.length(), end) ? end : -1;
      }
    }
    return -1;
  }

  private boolean isAppHost(String host) {
    for (AllowedHost allowed : hosts) {
      if (allowed.admits(host)) {
        return true;
      }
    }
    return false;
  }

  private static int endOfAuthority(String next, int start) {
    int end = start;
    while (end < next.length() && !has('/', next, end) && !endsPath(next, end)) {
      end++;
    }
    return end;
  }

  private static boolean pathIsPlain(String next, int start) {
    int segment = start;
    int at = start;
    for (; at < next.length() && !endsPath(next, at); at++) {
      switch (next.charAt(at)) {
        case '/' -> {
          if (at > start && !segmentIsPlain(next, segment, at)) {
            return false;
          }
          segment = at + 1;
        }
        case '[', ']' -> {
          return false;
        }
        case '%' -> {
          // . / % \ : read once more, each would be another path
          switch (UriText.octet(next, at)) {
            case '.', '/', '%', '\\' -> {
              return false;
            }
            default -> at += 2;
          }
        }
        default -> {}
      }
    }
    return segment == at || segmentIsPlain(next, segment, at);
  }

  /// Not empty, not `.` or `..`, neither of them with parameters: servers cut off what follows `;`.
  private static boolean segmentIsPlain(String next, int start, int end) {
    int dots = start;
    while (dots < end && dots < start + 2 && next.charAt(dots) == '.') {
      dots++;
    }
    return start < end && (dots == start || (dots < end && next.charAt(dots) != ';'));
  }

  private static boolean endsPath(String next, int at) {
    return has('?', next, at) || has('#', next, at);
  }

  private static boolean has(char c, String next, int at) {
    return at < next.length() && next.charAt(at) == c;
  }
}
