package com.optalocal.accounts.adapters.http.device;

import com.optalocal.accounts.adapters.http.Access;
import com.optalocal.accounts.adapters.http.Exchange;
import com.optalocal.accounts.adapters.http.Page;
import com.optalocal.accounts.adapters.http.Route;
import com.optalocal.accounts.adapters.http.vault.ShownVault;
import com.optalocal.accounts.adapters.http.vault.TamperedPage;
import com.optalocal.accounts.application.vault.KeepJoins;
import com.optalocal.accounts.application.vault.StoreVault;
import com.optalocal.accounts.domain.device.JoinRequest;
import com.optalocal.accounts.domain.device.PendingJoin;
import com.optalocal.accounts.domain.policy.BuiltInPolicy;
import com.optalocal.accounts.domain.vault.Vault;
import com.optalocal.accounts.domain.vault.VaultFault;
import java.util.List;

/// The page that lists a person's devices.
public final class DevicesPages {
  private final KeepJoins joins;
  private final StoreVault vault;

  public DevicesPages(KeepJoins joins, StoreVault vault) {
    this.joins = joins;
    this.vault = vault;
  }

  public List<Route> routes() {
    return List.of(
        Route.page(
            Route.Method.GET, "/devices", Access.signedIn(BuiltInPolicy.DEVICES_READ), this::list));
  }

  private void list(Exchange exchange) {
    List<JoinRequest> waiting =
        joins.waiting(exchange.actor()).stream().map(PendingJoin::request).toList();
    exchange.page(
        200,
        switch (ShownVault.of(exchange.actor(), vault)) {
          case ShownVault.None() -> new Page("devices", new DevicesPage(List.of(), waiting));
          case ShownVault.Genuine(Vault genuine) ->
              new Page("devices", new DevicesPage(genuine.chain().devices(), waiting));
          case ShownVault.Tampered(VaultFault fault) -> TamperedPage.of(fault);
        });
  }
}
