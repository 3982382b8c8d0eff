package com.optalocal.accounts.application.session;

import com.optalocal.accounts.application.InMemoryPortal;
import com.optalocal.accounts.domain.BearerSecret;
import com.optalocal.accounts.domain.MovableClock;
import com.optalocal.accounts.domain.SeededRandom;
import com.optalocal.accounts.domain.UserId;
import com.optalocal.accounts.domain.identity.DisplayName;
import com.optalocal.accounts.domain.identity.Password;
import com.optalocal.accounts.domain.identity.User;
import com.optalocal.accounts.domain.organization.ProjectRef;
import com.optalocal.accounts.domain.session.CliLoginId;
import com.optalocal.accounts.domain.session.LoopbackPort;
import com.optalocal.accounts.domain.session.PortalUrl;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;

class InMemoryPortalSignInTest extends PortalSignInContract {
  private static final User ANA =
      new User(
          UserId.generate(new SeededRandom(1)),
          EMAIL,
          Optional.of(new DisplayName(NAME)),
          MovableClock.START);

  private final MovableClock clock = new MovableClock();
  private final InMemoryPortal portal = new InMemoryPortal(clock);
  private final PortalSignIn signIn = new InMemoryPortalSignIn(portal);

  @BeforeEach
  void ana_has_an_account() {
    portal.register(ANA, Password.of(RIGHT));
  }

  @Override
  protected PortalSignIn signIn() {
    return signIn;
  }

  @Override
  protected PortalUrl url() {
    return InMemoryPortal.URL;
  }

  @Override
  protected ProjectRef project() {
    return InMemoryPortal.PROJECT;
  }

  @Override
  protected BearerSecret consent(CliLoginId login, LoopbackPort port, String state) {
    return portal.consent(ANA, login, port, state);
  }

  @Override
  protected MovableClock clock() {
    return clock;
  }
}
