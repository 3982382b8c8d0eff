package com.optalocal.accounts.application.vault;

import com.optalocal.accounts.application.audit.reading.KeepLocalEvents;
import com.optalocal.accounts.application.audit.reading.WitnessLog;

/// Everything that a device does when it meets its portal: keys, what it has to tell, and a look at
/// the log as a witness. A log that was rewritten does not keep the keys away: they are verified by
/// themselves, and the person needs them to act.
public final class SyncDevice {
  private final PullVault pull;
  private final KeepLocalEvents events;
  private final WitnessLog witness;

  /// How both went.
  ///
  /// @param told how many local events the portal got
  public record Outcome(PullVault.Outcome vault, int told, WitnessLog.Outcome log) {}

  public SyncDevice(PullVault pull, KeepLocalEvents events, WitnessLog witness) {
    this.pull = pull;
    this.events = events;
    this.witness = witness;
  }

  public Outcome sync() {
    PullVault.Outcome vault = pull.pull();
    int told = events.tell();
    return new Outcome(vault, told, witness.look());
  }
}
