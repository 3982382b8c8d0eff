package com.optalocal.accounts.adapters.http;

import com.optalocal.accounts.adapters.http.identity.RelyingParty;
import com.optalocal.accounts.domain.organization.ProjectRef;
import com.optalocal.accounts.domain.redirect.RedirectPolicy;
import com.optalocal.accounts.domain.session.PortalUrl;
import java.net.InetSocketAddress;

/// How the portal is reached and what it is called.
///
/// @param bind where it listens, resolved; port 0 takes a free one
/// @param publicUrl where browsers and devices find it: cookies, redirects and tokens follow from
///   it
/// @param redirects where a sign-in may lead
/// @param relyingParty who passkeys and security keys are for
public record PortalConfig(
    InetSocketAddress bind,
    PortalUrl publicUrl,
    ProjectRef project,
    String version,
    RedirectPolicy redirects,
    RelyingParty relyingParty) {

  /// The `iss` of every access token, and the base of the identity API.
  public String issuer() {
    return issuer(publicUrl);
  }

  /// The `iss` of the access tokens of the portal at `publicUrl`.
  public static String issuer(PortalUrl publicUrl) {
    return publicUrl + "/auth/v1";
  }
}
