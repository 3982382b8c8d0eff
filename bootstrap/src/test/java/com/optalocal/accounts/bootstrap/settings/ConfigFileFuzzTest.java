package com.optalocal.accounts.bootstrap.settings;

import com.optalocal.accounts.bootstrap.command.CommandFailed;
import com.optalocal.accounts.domain.Fuzz;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// config.json, as somebody may have edited it, under [Fuzz].
class ConfigFileFuzzTest {
  @TempDir private Path folder;

  @Test
  void config_files() {
    Path path = folder.resolve("config.json");
    ConfigFile config = new ConfigFile(path);
    Fuzz.bytes(
        "config.json",
        CommandFailed.class,
        bytes -> {
          try {
            Files.write(path, bytes);
            Map<Setting, String> read = config.read();
            if (!read.isEmpty()) {
              Map.Entry<Setting, String> first = read.entrySet().iterator().next();
              config.write(first.getKey(), first.getValue());
            }
            return Files.readAllBytes(path);
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        },
        """
        {"portal": "https://a.example", "portal.port": 7411, "keys.os-keychain": "off",
         "redirects.allow": "*.a.example,b.example"}
        """
            .getBytes(StandardCharsets.UTF_8),
        "{}".getBytes(StandardCharsets.UTF_8));
  }
}
