package com.optalocal.accounts.adapters.http.session;

import com.optalocal.accounts.adapters.http.Json;
import com.optalocal.accounts.adapters.http.PortalFixture;
import com.optalocal.accounts.adapters.http.PortalLink;
import com.optalocal.accounts.application.session.AuthorizeCliLogin;
import com.optalocal.accounts.application.session.PortalSignIn;
import com.optalocal.accounts.application.session.PortalSignInContract;
import com.optalocal.accounts.domain.BearerSecret;
import com.optalocal.accounts.domain.MovableClock;
import com.optalocal.accounts.domain.SeededRandom;
import com.optalocal.accounts.domain.identity.User;
import com.optalocal.accounts.domain.organization.OrgId;
import com.optalocal.accounts.domain.organization.ProjectRef;
import com.optalocal.accounts.domain.organization.Role;
import com.optalocal.accounts.domain.session.Aal;
import com.optalocal.accounts.domain.session.Actor;
import com.optalocal.accounts.domain.session.CliLoginId;
import com.optalocal.accounts.domain.session.LoopbackPort;
import com.optalocal.accounts.domain.session.PortalUrl;
import com.optalocal.accounts.domain.session.SessionId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import tools.jackson.databind.node.ObjectNode;

/// The contract over real sockets, against the real portal.
class HttpPortalSignInTest extends PortalSignInContract {
  private final PortalFixture portal = PortalFixture.start();
  private final PortalLink link = new PortalLink();
  private final PortalSignIn signIn = new HttpPortalSignIn(link, portal.clock());

  @BeforeEach
  void ana_signs_up() {
    ObjectNode body = Json.object().put("email", EMAIL.value()).put("password", RIGHT);
    body.putObject("data").put("name", NAME);
    portal.api().post("/auth/v1/signup", body);
  }

  @AfterEach
  void everything_is_closed() {
    link.close();
    portal.close();
  }

  @Override
  protected PortalSignIn signIn() {
    return signIn;
  }

  @Override
  protected PortalUrl url() {
    return portal.publicUrl();
  }

  @Override
  protected ProjectRef project() {
    return PortalFixture.PROJECT;
  }

  @Override
  protected BearerSecret consent(CliLoginId login, LoopbackPort port, String state) {
    SeededRandom random = new SeededRandom(21);
    var stores = portal.stores();
    User ana = stores.users().findByEmail(OrgId.DEFAULT, EMAIL).orElseThrow().user();
    Actor actor = new Actor(OrgId.DEFAULT, ana, Role.MEMBER, SessionId.generate(random), Aal.AAL1);
    AuthorizeCliLogin authorize =
        new AuthorizeCliLogin(
            stores.cliLogins(), stores.audit(), stores.work(), random, portal.clock());
    if (!authorize.consent(actor, login, state)) {
      throw new AssertionError("the portal did not take the consent");
    }
    return authorize.relay(actor, login, port, state).orElseThrow().code();
  }

  @Override
  protected MovableClock clock() {
    return portal.clock();
  }
}
