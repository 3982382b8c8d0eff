package com.optalocal.accounts.adapters.http.vault;

import com.optalocal.accounts.adapters.http.Access;
import com.optalocal.accounts.adapters.http.Exchange;
import com.optalocal.accounts.adapters.http.Page;
import com.optalocal.accounts.adapters.http.Route;
import com.optalocal.accounts.application.vault.StoreVault;
import com.optalocal.accounts.domain.policy.BuiltInPolicy;
import com.optalocal.accounts.domain.vault.Vault;
import com.optalocal.accounts.domain.vault.VaultFault;
import java.util.List;

/// The page that lists a person's keys.
public final class KeysPages {
  private final StoreVault vault;

  public KeysPages(StoreVault vault) {
    this.vault = vault;
  }

  public List<Route> routes() {
    return List.of(
        Route.page(
            Route.Method.GET, "/keys", Access.signedIn(BuiltInPolicy.KEYS_READ), this::list));
  }

  private void list(Exchange exchange) {
    exchange.page(
        200,
        switch (ShownVault.of(exchange.actor(), vault)) {
          case ShownVault.None() -> new Page("keys", new KeysPage(List.of(), 0, 0));
          case ShownVault.Genuine(Vault genuine) -> new Page("keys", KeysPage.of(genuine));
          case ShownVault.Tampered(VaultFault fault) -> TamperedPage.of(fault);
        });
  }
}
