package com.optalocal.accounts.adapters.keychain;

import com.optalocal.accounts.application.device.DeviceSamples;
import com.optalocal.accounts.application.session.SessionSamples;
import com.optalocal.accounts.domain.device.Custody;
import com.optalocal.accounts.domain.device.crypto.DeviceKeys;
import java.nio.file.Path;

/// A program that keeps a session and device keys, over and over, and says so: `session 7`, `device
/// 7`. Somebody kills it.
final class KeepInALoop {
  private KeepInALoop() {}

  /// @param args config folder, custody, first number, how many
  public static void main(String[] args) {
    Custody custody = Custody.ofCode(args[1]);
    TestMachine.Running process = new TestMachine(Path.of(args[0])).start(custody);
    System.out.println("ready");
    int first = Integer.parseInt(args[2]);
    for (int i = first; i < first + Integer.parseInt(args[3]); i++) {
      process.session().keep(SessionSamples.of(SessionSamples.ANA, Integer.toString(i)));
      System.out.println("session " + i);
      try (DeviceKeys keys = DeviceSamples.keys(i)) {
        process
            .identity()
            .keep(SessionSamples.ANA.id(), DeviceSamples.enrolled(keys, custody), keys);
      }
      System.out.println("device " + i);
    }
  }
}
