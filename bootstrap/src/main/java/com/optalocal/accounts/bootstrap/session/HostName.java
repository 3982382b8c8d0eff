package com.optalocal.accounts.bootstrap.session;

import com.optalocal.accounts.bootstrap.home.Environment;
import com.optalocal.accounts.domain.device.DeviceName;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// What this machine calls itself, without its domain.
final class HostName {
  private HostName() {}

  static DeviceName of(Environment environment) {
    return environment
        .variable("HOSTNAME")
        .or(HostName::fromFile)
        .or(HostName::fromResolver)
        .map(name -> name.strip().split("\\.", 2)[0])
        .flatMap(HostName::named)
        .orElseGet(() -> new DeviceName("this device"));
  }

  private static Optional<DeviceName> named(String text) {
    try {
      return Optional.of(new DeviceName(text));
    } catch (IllegalArgumentException odd) {
      return Optional.empty();
    }
  }

  private static Optional<String> fromFile() {
    try {
      return Optional.of(Files.readString(Path.of("/etc/hostname"))).filter(s -> !s.isBlank());
    } catch (IOException none) {
      return Optional.empty();
    }
  }

  private static Optional<String> fromResolver() {
    try {
      return Optional.of(InetAddress.getLocalHost().getHostName());
    } catch (IOException none) {
      return Optional.empty();
    }
  }
}
