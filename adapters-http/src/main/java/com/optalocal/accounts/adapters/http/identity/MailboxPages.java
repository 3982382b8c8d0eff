package com.optalocal.accounts.adapters.http.identity;

import com.optalocal.accounts.adapters.http.Access;
import com.optalocal.accounts.adapters.http.Exchange;
import com.optalocal.accounts.adapters.http.Page;
import com.optalocal.accounts.adapters.http.Problem;
import com.optalocal.accounts.adapters.http.Refusal;
import com.optalocal.accounts.adapters.http.Route;
import com.optalocal.accounts.application.identity.Mailbox;
import com.optalocal.accounts.domain.organization.OrgId;
import com.optalocal.accounts.domain.organization.Role;
import com.optalocal.accounts.domain.policy.BuiltInPolicy;
import java.util.List;

/// The messages that stay on this machine. Each opens somebody's account, so they are shown to an
/// owner who sits at this machine and to nobody else.
public final class MailboxPages {
  private static final int SHOWN = 50;
  private final Mailbox mailbox;

  public MailboxPages(Mailbox mailbox) {
    this.mailbox = mailbox;
  }

  public List<Route> routes() {
    return List.of(
        Route.page(
            Route.Method.GET, "/mailbox", Access.signedIn(BuiltInPolicy.MAILBOX_READ), this::show));
  }

  private void show(Exchange exchange) {
    if (exchange.actor().role() != Role.OWNER || !exchange.isFromThisMachine()) {
      throw new Refusal(
          Problem.of(
              403,
              "denied",
              "Denied by policy",
              "The mailbox opens for an owner, in a browser on the portal's own machine.",
              "Sign in there as an owner."));
    }
    exchange.page(200, new Page("mailbox", new MailboxPage(mailbox.newest(OrgId.DEFAULT, SHOWN))));
  }
}
