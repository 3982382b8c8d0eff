package com.optalocal.accounts.adapters.http.vault;

import com.optalocal.accounts.adapters.http.Page;
import com.optalocal.accounts.domain.vault.VaultFault;

/// Shown in place of a vault that does not verify.
public record TamperedPage(String active, VaultFault fault) {
  public static Page of(VaultFault fault) {
    return new Page("tampered", new TamperedPage("keys", fault));
  }
}
