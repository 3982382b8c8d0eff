package com.optalocal.accounts.adapters.http.identity;

import com.optalocal.accounts.application.identity.WebAuthn;
import com.optalocal.accounts.application.identity.WebAuthnContract;
import com.optalocal.accounts.domain.session.PortalUrl;
import java.util.Set;

class WebAuthn4jTest extends WebAuthnContract {
  private final WebAuthn4j webAuthn =
      new WebAuthn4j(RelyingParty.of(new PortalUrl(ORIGIN), Set.of(), true));

  @Override
  protected WebAuthn webAuthn() {
    return webAuthn;
  }
}
