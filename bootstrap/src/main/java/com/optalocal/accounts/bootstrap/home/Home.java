package com.optalocal.accounts.bootstrap.home;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;

/// This person's four folders. Named here, made when somebody first writes: private to the owner.
///
/// @param config settings, `account.json`
/// @param data databases and the portal's key files
/// @param state logs
/// @param runtime what lives as long as a process: the daemon's address
/// @param isDefault whether this is the one home of this OS user; others share nothing with it
public record Home(Path config, Path data, Path state, Path runtime, boolean isDefault) {
  private static final String NAME = "opta";

  /// Follows the XDG base directories; `HOME` wins over what the JVM believes. Relative paths in
  /// `XDG_` variables are ignored, as their specification says. `XDG_RUNTIME_DIR` is one folder per
  /// OS user, so only the default home uses it: a second home keeps a daemon of its own.
  public static Home of(Environment environment) {
    Path user = Path.of(environment.property("user.home").orElse("/"));
    Path home = environment.variable("HOME").map(Path::of).orElse(user);
    Path config = xdg(environment, "XDG_CONFIG_HOME").orElse(home.resolve(".config").resolve(NAME));
    Path data =
        xdg(environment, "XDG_DATA_HOME").orElse(home.resolve(".local/share").resolve(NAME));
    Path state =
        xdg(environment, "XDG_STATE_HOME").orElse(home.resolve(".local/state").resolve(NAME));
    boolean isDefault = config.equals(user.resolve(".config").resolve(NAME));
    Path runtime =
        xdg(environment, "XDG_RUNTIME_DIR")
            .filter(folder -> isDefault)
            .orElse(state.resolve("run"));
    return new Home(config, data, state, runtime, isDefault);
  }

  public Path configFile() {
    return config.resolve("config.json");
  }

  public Path portalFolder() {
    return data.resolve("portal");
  }

  public Path deviceDatabase() {
    return data.resolve("device.db");
  }

  /// Makes `folder`, with its parents, readable by its owner alone. One that is there already stays
  /// as it is.
  public static Path privateFolder(Path folder) {
    try {
      if (Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
        return folder;
      }
      if (isPosix()) {
        Files.createDirectories(
            folder,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      } else {
        Files.createDirectories(folder);
      }
      return folder;
    } catch (IOException refused) {
      throw new UncheckedIOException("a folder cannot be made: " + folder, refused);
    }
  }

  private static Optional<Path> xdg(Environment environment, String variable) {
    return environment
        .variable(variable)
        .map(Path::of)
        .filter(Path::isAbsolute)
        .map(base -> base.resolve(NAME));
  }

  private static boolean isPosix() {
    return FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
  }
}
