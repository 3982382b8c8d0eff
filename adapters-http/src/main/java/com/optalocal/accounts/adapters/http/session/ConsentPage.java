package com.optalocal.accounts.adapters.http.session;

import com.optalocal.accounts.domain.session.CliLogin;

/// What a person sees before a terminal is signed in.
///
/// @param state travels on to the terminal; the portal keeps its hash only
/// @param browserAddress where the consent comes from; the announcement has the terminal's
public record ConsentPage(CliLogin.Announcement login, String state, String browserAddress) {
  /// Two addresses that differ are worth a second look.
  public boolean isSameAddress() {
    return login.fromAddress().equals(browserAddress);
  }
}
