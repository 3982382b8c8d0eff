package com.optalocal.accounts.adapters.sqlite;

import com.optalocal.accounts.adapters.sqlite.device.SqliteJoinTries;
import com.optalocal.accounts.adapters.sqlite.vault.SqliteVaultPins;
import com.optalocal.accounts.application.vault.VaultPinsContract;
import com.optalocal.accounts.domain.MovableClock;
import com.optalocal.accounts.domain.SeededRandom;
import com.optalocal.accounts.domain.device.JoinRequestId;
import com.optalocal.accounts.domain.identity.People;
import com.optalocal.accounts.domain.vault.VaultPin;
import java.nio.file.Path;
import java.util.Optional;

/// Opens a device's database, pins every second state in an order that goes back and forth, counts
/// wrong words, and fails if it ever sees a pin move back.
final class MovesPins {
  static final int HIGHEST = 200;
  static final JoinRequestId REQUEST = JoinRequestId.generate(new SeededRandom(1));

  private MovesPins() {}

  public static void main(String[] arguments) {
    int first = Integer.parseInt(arguments[1]);
    try (SqliteDatabase database = SqliteDatabase.openDevice(Path.of(arguments[0]))) {
      SqliteVaultPins pins = new SqliteVaultPins(database);
      SqliteJoinTries tries = new SqliteJoinTries(database);
      long seen = 0;
      for (int i = first; i <= HIGHEST; i += 2) {
        long seq = i % 5 == 0 ? i / 2 : i;
        pins.advance(People.ANA.id(), VaultPinsContract.pin(seq));
        tries.countWrong(REQUEST, MovableClock.START);
        Optional<VaultPin> now = pins.load(People.ANA.id());
        if (now.isEmpty() || now.get().seq() < Math.max(seen, seq)) {
          throw new IllegalStateException("a pin moved back");
        }
        seen = now.get().seq();
      }
      System.out.println("done");
    }
  }
}
