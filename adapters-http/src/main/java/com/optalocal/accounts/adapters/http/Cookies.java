package com.optalocal.accounts.adapters.http;

import com.optalocal.accounts.domain.session.PortalUrl;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The portal's two cookies, both for its own host and out of scripts' reach: the session, and the
/// secret that ties forms to a browser that has not signed in yet.
///
/// Over https their names carry `__Host-`, so that no sibling host can set them. Plain http happens
/// on loopback only; there cookies are shared between ports, so the names carry the port.
final class Cookies {
  private final String session;
  private final String form;
  private final String attributes;

  Cookies(PortalUrl publicUrl) {
    if (publicUrl.isSecure()) {
      session = "__Host-opta-session";
      form = "__Host-opta-form";
      attributes = "; Path=/; HttpOnly; SameSite=Lax; Secure";
    } else {
      String authority = publicUrl.authority();
      int colon = authority.indexOf(':');
      String port = colon < 0 ? "80" : authority.substring(colon + 1);
      session = "opta-session-" + port;
      form = "opta-form-" + port;
      attributes = "; Path=/; HttpOnly; SameSite=Lax";
    }
  }

  String session() {
    return session;
  }

  String form() {
    return form;
  }

  /// A `Set-Cookie` value that lasts until the browser closes.
  String set(String name, String value) {
    return name + '=' + value + attributes;
  }

  String clear(String name) {
    return name + '=' + attributes + "; Max-Age=0";
  }

  /// Reads `Cookie` header lines.
  ///
  /// @throws Refusal if a name comes twice (cookie tossing: another host or path set one in our
  ///   name, and which one wins is the browser's whim)
  static Map<String, String> read(List<String> headers) {
    Map<String, String> cookies = new LinkedHashMap<>();
    for (String header : headers) {
      for (String pair : header.split(";", -1)) {
        int equals = pair.indexOf('=');
        String name = (equals < 0 ? pair : pair.substring(0, equals)).strip();
        if (name.isEmpty()) {
          continue;
        }
        String value = equals < 0 ? "" : pair.substring(equals + 1).strip();
        if (cookies.putIfAbsent(name, value) != null) {
          throw new Refusal(Problem.twoCookies());
        }
      }
    }
    return Collections.unmodifiableMap(cookies);
  }
}
