package com.optalocal.accounts.application.vault;

import com.optalocal.accounts.domain.vault.RunnableNames;
import com.optalocal.accounts.domain.vault.SecretName;
import com.optalocal.accounts.domain.vault.SecretValue;
import com.optalocal.accounts.domain.vault.VaultFault;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// Lends opened keys to a program that this person starts. Pulls first if the daemon holds none, or
/// not all that were asked for: another device may have written them since.
public final class LeaseKeys {
  private final LiveKeys live;
  private final PullVault pull;

  public sealed interface Outcome {
    /// The caller closes the values.
    record Leased(Map<SecretName, SecretValue> keys) implements Outcome {}

    /// Names that were asked for and are not there; nothing is lent.
    record Missing(SortedSet<SecretName> names) implements Outcome {}

    record NoVault() implements Outcome {}

    record NotTrusted() implements Outcome {}

    record Tampered(VaultFault fault) implements Outcome {}
  }

  public LeaseKeys(LiveKeys live, PullVault pull) {
    this.live = live;
    this.pull = pull;
  }

  /// @param only the names to lend; empty lends every key whose name is safe for a program
  public Outcome lease(Set<SecretName> only) {
    if (!live.areLoaded() || !live.names().containsAll(only)) {
      switch (pull.pull()) {
        case PullVault.Outcome.Pulled ignored -> {
          // the keys are here now
        }
        case PullVault.Outcome.NoVault() -> {
          return new Outcome.NoVault();
        }
        case PullVault.Outcome.NotTrusted() -> {
          return new Outcome.NotTrusted();
        }
        case PullVault.Outcome.Tampered(VaultFault fault) -> {
          return new Outcome.Tampered(fault);
        }
      }
    }
    Collection<SecretName> wanted =
        only.isEmpty() ? live.names().stream().filter(RunnableNames::includes).toList() : only;
    Map<SecretName, SecretValue> lent = new TreeMap<>();
    SortedSet<SecretName> missing = new TreeSet<>();
    for (SecretName name : wanted) {
      Optional<SecretValue> value = live.copy(name);
      value.ifPresentOrElse(found -> lent.put(name, found), () -> missing.add(name));
    }
    if (!missing.isEmpty()) {
      lent.values().forEach(SecretValue::close);
      return new Outcome.Missing(missing);
    }
    return new Outcome.Leased(lent);
  }
}
