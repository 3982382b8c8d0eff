package com.optalocal.accounts.adapters.http;

import com.optalocal.accounts.application.audit.reading.WitnessLog;
import com.optalocal.accounts.application.vault.PullVault;
import com.optalocal.accounts.application.vault.SyncDevice;
import com.optalocal.accounts.domain.audit.LogFault;
import com.optalocal.accounts.domain.vault.SecretName;
import com.optalocal.accounts.domain.vault.VaultFault;
import java.util.Collection;
import java.util.Set;
import java.util.SortedSet;

/// How a pull is answered; a login ends with one too.
public final class PullReply {
  private PullReply() {}

  public static OperationReply of(PullVault.Outcome outcome) {
    return of(outcome, JsonValue.Fields.NONE);
  }

  /// A whole sync. What is wrong with the vault comes first: nothing was opened then.
  public static OperationReply of(SyncDevice.Outcome outcome) {
    return outcome.vault() instanceof PullVault.Outcome.Pulled
            && outcome.log() instanceof WitnessLog.Outcome.Faulty(LogFault fault)
        ? OperationProblem.logFault(fault)
        : of(outcome.vault());
  }

  /// @param before members that come first
  public static OperationReply of(PullVault.Outcome outcome, JsonValue.Fields before) {
    return switch (outcome) {
      case PullVault.Outcome.Pulled(
              SortedSet<SecretName> synced,
              SortedSet<SecretName> skipped,
              SortedSet<SecretName> failed,
              int devices) ->
          OperationReply.done(
              JsonValue.fields()
                  .putAll(before)
                  .putAll(fields(synced, failed, skipped, devices))
                  .build());
      case PullVault.Outcome.NoVault() -> OperationProblem.noVault();
      case PullVault.Outcome.NotTrusted() -> OperationProblem.notTrusted();
      case PullVault.Outcome.Tampered(VaultFault fault) -> OperationProblem.tampered(fault);
    };
  }

  /// The members of a pull from a vault that was created a moment ago.
  public static JsonValue.Fields ofNewVault() {
    return fields(Set.of(), Set.of(), Set.of(), 1);
  }

  private static JsonValue.Fields fields(
      Collection<SecretName> synced,
      Collection<SecretName> failed,
      Collection<SecretName> skipped,
      int devices) {
    return JsonValue.fields()
        .putTexts("syncedKeys", synced)
        .putTexts("failedKeys", failed)
        .putTexts("skippedKeys", skipped)
        .put("devices", devices)
        .build();
  }
}
