package com.optalocal.accounts.adapters.http;

import com.optalocal.accounts.adapters.http.vault.ShownVault;
import com.optalocal.accounts.adapters.http.vault.TamperedPage;
import com.optalocal.accounts.application.vault.KeepJoins;
import com.optalocal.accounts.application.vault.StoreVault;
import com.optalocal.accounts.domain.device.DeviceName;
import com.optalocal.accounts.domain.organization.Role;
import com.optalocal.accounts.domain.policy.BuiltInPolicy;
import com.optalocal.accounts.domain.session.Actor;
import com.optalocal.accounts.domain.vault.Vault;
import com.optalocal.accounts.domain.vault.VaultFault;
import java.util.List;

/// The first page after signing in.
final class OverviewPages {
  private final StoreVault vault;
  private final KeepJoins joins;

  OverviewPages(StoreVault vault, KeepJoins joins) {
    this.vault = vault;
    this.joins = joins;
  }

  List<Route> routes() {
    return List.of(
        Route.page(Route.Method.GET, "/", Access.signedIn(BuiltInPolicy.KEYS_READ), this::show));
  }

  private void show(Exchange exchange) {
    Actor actor = exchange.actor();
    List<DeviceName> waiting =
        joins.waiting(actor).stream().map(join -> join.request().deviceName()).toList();
    exchange.page(
        200,
        switch (ShownVault.of(actor, vault)) {
          case ShownVault.None() -> page(actor, 0, 0, waiting);
          case ShownVault.Genuine(Vault genuine) ->
              page(actor, genuine.current().size(), genuine.chain().devices().size(), waiting);
          case ShownVault.Tampered(VaultFault fault) -> TamperedPage.of(fault);
        });
  }

  private static Page page(Actor actor, int keys, int devices, List<DeviceName> waiting) {
    return new Page(
        "overview",
        new OverviewPage(
            actor.user().label(),
            keys,
            devices,
            waiting,
            actor.role() == Role.OWNER,
            step(keys, devices)));
  }

  private static String step(int keys, int devices) {
    if (devices == 0) {
      return "login";
    }
    return keys == 0 ? "push" : "run";
  }
}
