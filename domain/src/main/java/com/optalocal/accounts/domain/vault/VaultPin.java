package com.optalocal.accounts.domain.vault;

import com.optalocal.accounts.domain.device.VaultId;
import com.optalocal.accounts.domain.note.Hash;

/// The newest state of a vault that this machine has verified or written. It only moves forward.
public record VaultPin(VaultId vault, Hash head, long epoch, long seq, Hash manifest) {
  /// The pin for a vault that this machine has just created.
  public static VaultPin ofGenesis(VaultNotes genesis) {
    Hash head = genesis.chain().getFirst().hash();
    return new VaultPin(new VaultId(head), head, 0, 0, genesis.manifest().hash());
  }

  /// The pin once `next`, written on top of this state, is stored.
  public VaultPin after(Manifest next) {
    return new VaultPin(vault, next.devicesHead(), next.epoch(), next.seq(), next.note().hash());
  }
}
