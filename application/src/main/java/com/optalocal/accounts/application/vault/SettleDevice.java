package com.optalocal.accounts.application.vault;

import com.optalocal.accounts.domain.device.Custody;
import com.optalocal.accounts.domain.device.DeviceName;
import com.optalocal.accounts.domain.device.EnrolledDevice;
import com.optalocal.accounts.domain.device.WordList;
import com.optalocal.accounts.domain.device.crypto.RecoveryKey;
import com.optalocal.accounts.domain.vault.Vault;
import com.optalocal.accounts.domain.vault.VaultFault;
import java.util.List;
import java.util.Map;

/// Takes a signed-in device as far into its vault as it may come: a first device makes the vault, a
/// trusted one brings its keys up to date, and any other asks to be let in.
public final class SettleDevice {
  private final EnrollDevice enroll;
  private final JoinVault join;
  private final PullVault pull;
  private final LiveKeys live;
  private final WordList words;

  /// Where a signed-in device stands with the vault.
  public sealed interface Standing {
    /// Custody `memory`: no device keys, no vault.
    record Apart() implements Standing {}

    /// A new vault, empty. The caller shows the recovery key once and closes it.
    record Founder(EnrolledDevice device, RecoveryKey recoveryKey) implements Standing {}

    record Member(EnrolledDevice device, PullVault.Outcome pulled) implements Standing {}

    /// A trusted device has to let this one in. The caller shows the words and closes them.
    record Newcomer(EnrolledDevice device, JoinVault.Question question, List<DeviceName> approvers)
        implements Standing {}

    /// As [Newcomer], but the portal takes no further request now.
    record NotAsked(EnrolledDevice device) implements Standing {}

    record Tampered(VaultFault fault) implements Standing {}
  }

  public SettleDevice(
      EnrollDevice enroll, JoinVault join, PullVault pull, LiveKeys live, WordList words) {
    this.enroll = enroll;
    this.join = join;
    this.pull = pull;
    this.live = live;
    this.words = words;
  }

  /// @param name what this device is called if it has no name yet
  public Standing settle(DeviceName name, Custody custody) {
    if (custody == Custody.MEMORY) {
      return new Standing.Apart();
    }
    return switch (enroll.enroll(name, custody)) {
      case EnrollDevice.Outcome.Created(EnrolledDevice device, RecoveryKey recoveryKey) -> {
        // a new vault is empty, so memory holds all of it; asking the portal once more could only
        // lose the one sight of the recovery key
        live.replaceAll(Map.of());
        yield new Standing.Founder(device, recoveryKey);
      }
      case EnrollDevice.Outcome.Member(EnrolledDevice device) ->
          new Standing.Member(device, pull.pull());
      case EnrollDevice.Outcome.MustJoin(EnrolledDevice device, Vault vault) ->
          join.ask(vault, words)
              .<Standing>map(question ->
                  new Standing.Newcomer(device, question, EnrollDevice.approvers(vault)))
              .orElseGet(() -> new Standing.NotAsked(device));
      case EnrollDevice.Outcome.Tampered(VaultFault fault) -> new Standing.Tampered(fault);
    };
  }
}
