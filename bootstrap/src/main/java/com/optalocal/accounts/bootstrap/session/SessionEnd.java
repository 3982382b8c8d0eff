package com.optalocal.accounts.bootstrap.session;

import com.optalocal.accounts.adapters.http.JsonValue;
import com.optalocal.accounts.bootstrap.daemon.DaemonAccess;
import com.optalocal.accounts.bootstrap.terminal.Terminal;

/// Ends the session of this machine, and says so if the portal does not know.
final class SessionEnd {
  private SessionEnd() {}

  /// The daemon's answer: `signedOut`, and with it `portalTold`.
  static JsonValue.Fields of(Terminal terminal, DaemonAccess daemon) {
    JsonValue.Fields ended = daemon.call("session.end");
    if (ended.isTrue("signedOut") && !ended.isTrue("portalTold")) {
      terminal.warn(
          "The portal was not told: there that session still counts",
          "Its tokens are gone from this machine, so only a copy could use it",
          "If there may be one, ask the portal's operator to end the session");
    }
    return ended;
  }
}
