package com.optalocal.accounts.adapters.keychain;

import com.optalocal.accounts.application.CustodyUnavailable;
import com.optalocal.accounts.domain.Fuzz;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// device.json, as somebody may have edited it, under [Fuzz].
final class DeviceFileFuzzTest {
  @TempDir Path home;

  @Test
  void device_files() {
    PrivateFolder folder = new PrivateFolder(home.resolve("opta"));
    DeviceFile file = new DeviceFile(folder);
    Fuzz.bytes(
        "device.json",
        CustodyUnavailable.class,
        bytes -> {
          folder.write(DeviceFile.NAME, bytes);
          file.write(file.read().orElseThrow());
          return folder.read(DeviceFile.NAME, 1 << 20).orElseThrow();
        },
        """
        {"version": 1, "custody": "keychain", "keychainCopies": true, "devices": {}}
        """
            .getBytes(StandardCharsets.UTF_8));
  }
}
