package com.optalocal.accounts.bootstrap.tour;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// A session bus and an unlocked gnome-keyring of their own, so that nobody's real keyring is
/// touched. They end when this closes, and also when this process ends without closing it.
public final class PrivateKeyring implements AutoCloseable {
  // everything ends with the shell, and the shell ends with its standard input; an empty password
  // would leave the keyring locked
  private static final String SESSION =
      "printf 'tour\\n' | gnome-keyring-daemon --unlock --components=secrets >/dev/null 2>&1 || exit 1;"
          + " printf '%s\\n' \"$DBUS_SESSION_BUS_ADDRESS\"; cat >/dev/null";

  private final Process session;
  private final Map<String, String> environment;

  private PrivateKeyring(Process session, Map<String, String> environment) {
    this.session = session;
    this.environment = environment;
  }

  /// Starts them for the home `folder`; empty if this machine cannot.
  static Optional<PrivateKeyring> start(Path folder) throws IOException {
    Path runtime =
        Files.createDirectory(
            folder.resolve("runtime"),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    ProcessBuilder builder =
        new ProcessBuilder("dbus-run-session", "--", "sh", "-c", SESSION)
            .redirectError(Redirect.DISCARD);
    builder.environment().put("HOME", folder.toString());
    builder.environment().put("XDG_RUNTIME_DIR", runtime.toString());
    for (String elsewhere : new String[] {"XDG_DATA_HOME", "XDG_CONFIG_HOME", "DISPLAY"}) {
      builder.environment().remove(elsewhere);
    }
    Process session;
    try {
      session = builder.start();
    } catch (IOException notInstalled) {
      return Optional.empty();
    }
    Optional<String> bus = firstLine(session);
    if (bus.isEmpty()) {
      session.destroy();
      return Optional.empty();
    }
    return Optional.of(
        new PrivateKeyring(
            session,
            Map.of("DBUS_SESSION_BUS_ADDRESS", bus.get(), "XDG_RUNTIME_DIR", runtime.toString())));
  }

  private static Optional<String> firstLine(Process session) {
    BufferedReader lines =
        new BufferedReader(new InputStreamReader(session.getInputStream(), StandardCharsets.UTF_8));
    try {
      return Optional.ofNullable(
              CompletableFuture.supplyAsync(() -> readLine(lines)).get(10, TimeUnit.SECONDS))
          .filter(line -> !line.isEmpty());
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    } catch (ExecutionException | TimeoutException silent) {
      return Optional.empty();
    }
  }

  private static String readLine(BufferedReader lines) {
    try {
      String line = lines.readLine();
      return line == null ? "" : line;
    } catch (IOException ended) {
      return "";
    }
  }

  /// What a program needs to find them.
  Map<String, String> environment() {
    return environment;
  }

  @Override
  public void close() {
    try {
      session.getOutputStream().close();
      if (!session.waitFor(5, TimeUnit.SECONDS)) {
        session.destroy();
      }
    } catch (IOException ended) {
      session.destroy();
    } catch (InterruptedException hurried) {
      session.destroy();
      Thread.currentThread().interrupt();
    }
  }
}
