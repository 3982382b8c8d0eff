package com.optalocal.accounts.bootstrap.daemon;

import com.optalocal.accounts.bootstrap.home.Environment;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The command line that starts this very program in a server role: the same JVM and class path,
/// and the flags that the launcher wants for it.
public final class OwnProgram {
  private static final String MAIN = "com.optalocal.accounts.bootstrap.Opta";

  /// Where the packaged program keeps SQLite's library, unpacked.
  private static final String NATIVE_LIBRARY = "org.sqlite.lib.path";

  private OwnProgram() {}

  public static List<String> command(Environment environment, String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(environment.property("java.home").orElseThrow(), "bin", "java").toString());
    Optional<String> fromLauncher = environment.property("opta.java.args");
    if (fromLauncher.isPresent()) {
      command.addAll(fromLauncher.get().lines().toList());
    } else {
      command.addAll(
          List.of(
              "-XX:+UseSerialGC",
              "-XX:TieredStopAtLevel=1",
              "--enable-native-access=ALL-UNNAMED",
              "-cp",
              environment.property("java.class.path").orElse("")));
      environment
          .property(NATIVE_LIBRARY)
          .ifPresent(folder -> command.add(2, "-D" + NATIVE_LIBRARY + "=" + folder));
    }
    command.add(MAIN);
    command.addAll(List.of(arguments));
    return command;
  }
}
