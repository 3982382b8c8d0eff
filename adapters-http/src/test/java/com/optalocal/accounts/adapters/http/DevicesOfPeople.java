package com.optalocal.accounts.adapters.http;

import com.optalocal.accounts.adapters.http.session.HttpPortalSignIn;
import com.optalocal.accounts.domain.identity.Email;
import com.optalocal.accounts.domain.identity.Password;
import com.optalocal.accounts.domain.session.HeldSession;

/// Devices of people with accounts, and their link to a real portal.
public final class DevicesOfPeople implements AutoCloseable {
  private static final String PASSWORD = "correct horse battery staple";

  private final PortalFixture portal = PortalFixture.start();
  private final PortalLink link = new PortalLink();
  private final HttpPortalSignIn signIn = new HttpPortalSignIn(link, portal.clock());

  public PortalFixture portal() {
    return portal;
  }

  public PortalLink link() {
    return link;
  }

  /// A new session of somebody called `name`, who signs up at the first time.
  public HeldSession signIn(String name) {
    String email = name + "@example.com";
    portal
        .api()
        .post("/auth/v1/signup", Json.object().put("email", email).put("password", PASSWORD));
    return signIn
        .withPassword(portal.publicUrl(), new Email(email), Password.of(PASSWORD))
        .orElseThrow();
  }

  @Override
  public void close() {
    link.close();
    portal.close();
  }
}
