package com.optalocal.accounts.bootstrap.license;

import com.optalocal.accounts.adapters.http.JsonValue;
import com.optalocal.accounts.bootstrap.home.Home;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Whether this home ever held a license: an empty file, so that `opta account status` wakes the
/// daemon only where there may be something to say. It decides nothing else.
public final class LicensedHome {
  private LicensedHome() {}

  public static boolean mayHoldLicenses(Home home) {
    return Files.exists(mark(home));
  }

  /// Notes what a refresh brought.
  public static void remember(Home home, JsonValue.Fields refreshed) {
    try {
      if (refreshed.number("held").orElse(0L) == 0) {
        Files.deleteIfExists(mark(home));
      } else if (Files.notExists(mark(home))) {
        Files.createFile(Home.privateFolder(home.data()).resolve("licensed"));
      }
    } catch (IOException unwritable) {
      // status is then a little less telling while no daemon runs
    }
  }

  private static Path mark(Home home) {
    return home.data().resolve("licensed");
  }
}
