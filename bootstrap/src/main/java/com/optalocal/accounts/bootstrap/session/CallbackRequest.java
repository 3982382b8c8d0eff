package com.optalocal.accounts.bootstrap.session;

import java.util.Locale;

/// The head of an HTTP request, as little of it as the listener needs. What is not exactly right
/// reads as not well-formed.
record CallbackRequest(
    boolean isWellFormed, String method, String path, String query, String host) {
  private static final CallbackRequest MALFORMED = new CallbackRequest(false, "", "", "", "");

  static CallbackRequest parse(String head) {
    String[] lines = head.split("\r\n", -1);
    String[] start = lines[0].split(" ", -1);
    if (start.length != 3 || !start[1].startsWith("/") || !start[2].startsWith("HTTP/1.")) {
      return MALFORMED;
    }
    String host = null;
    for (int i = 1; i < lines.length; i++) {
      int colon = lines[i].indexOf(':');
      if (colon <= 0) {
        return MALFORMED;
      }
      if (lines[i].substring(0, colon).toLowerCase(Locale.ROOT).equals("host")) {
        if (host != null) {
          return MALFORMED;
        }
        host = lines[i].substring(colon + 1).strip();
      }
    }
    if (host == null) {
      return MALFORMED;
    }
    int query = start[1].indexOf('?');
    return query < 0
        ? new CallbackRequest(true, start[0], start[1], "", host)
        : new CallbackRequest(
            true, start[0], start[1].substring(0, query), start[1].substring(query + 1), host);
  }
}
