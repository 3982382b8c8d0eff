package com.optalocal.accounts.adapters.http.vault;

import com.optalocal.accounts.application.vault.StoreVault;
import com.optalocal.accounts.domain.session.Actor;
import com.optalocal.accounts.domain.vault.Vault;
import com.optalocal.accounts.domain.vault.VaultFault;
import com.optalocal.accounts.domain.vault.VaultVerifier;
import java.util.Optional;

/// A user's vault as pages may show it: verified anew, because a page must not lend its word to
/// something that somebody changed in the store.
public sealed interface ShownVault {
  record None() implements ShownVault {}

  record Genuine(Vault vault) implements ShownVault {}

  record Tampered(VaultFault fault) implements ShownVault {}

  static ShownVault of(Actor actor, StoreVault vault) {
    return vault
        .serve(actor)
        .map(served ->
            switch (VaultVerifier.verify(actor.userId(), Optional.empty(), served.notes())) {
              case VaultVerifier.Verdict.Genuine(Vault genuine) -> new Genuine(genuine);
              case VaultVerifier.Verdict.Refused(VaultFault fault) -> new Tampered(fault);
            })
        .orElseGet(None::new);
  }
}
