package com.optalocal.accounts.adapters.keychain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The real thing: gnome-keyring on a D-Bus session of its own, in a home of its own, without a
/// display.
final class GnomeKeyringTest {
  private static final String UNLOCK =
      "printf 'right\\n' | gnome-keyring-daemon --unlock --components=secrets >/dev/null && ";
  private static final String[] LOCK = {
    "dbus-send",
    "--session",
    "--print-reply",
    "--dest=org.freedesktop.secrets",
    "/org/freedesktop/secrets",
    "org.freedesktop.Secret.Service.Lock",
    "array:objpath:/org/freedesktop/secrets/aliases/default"
  };

  @TempDir Path home;

  /// What a program printed, and how it ended.
  private record Ended(int code, List<String> lines) {}

  @BeforeEach
  void home() throws IOException {
    Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwx------"));
  }

  @Test
  void a_real_keyring_keeps_to_every_contract() throws Exception {
    assumeKeyringInstalled();
    Ended ended = inSession(UNLOCK, ChildJvm.command(RunContracts.class, RealKeychain.CONTRACTS));
    assertThat(ended.lines()).noneMatch(line -> line.startsWith("failed"));
    assertThat(ended.code()).as("%s", ended.lines()).isZero();
    assertThat(ended.lines().stream().filter(line -> line.startsWith("ok "))).hasSize(20);
  }

  @Test
  void entries_outlive_the_session_and_a_locked_keyring_is_locked() throws Exception {
    assumeKeyringInstalled();
    assertThat(stateIn(inSession(UNLOCK, state()))).isEqualTo("available");
    assertThat(stateIn(inSession("", state()))).isEqualTo("locked");
    assertThat(stateIn(inSession(UNLOCK, state()))).isEqualTo("available");
  }

  @Test
  void a_keyring_that_nobody_made_yet_is_locked() throws Exception {
    assumeKeyringInstalled();
    assertThat(stateIn(inSession("", state()))).isEqualTo("locked");
  }

  @Test
  void a_keyring_that_is_locked_meanwhile_is_not_taken_for_an_empty_one() throws Exception {
    assumeKeyringInstalled();
    assumeInstalled("dbus-send");
    Ended ended = inSession(UNLOCK, ChildJvm.command(RealKeychain.LockedMeanwhile.class, LOCK));
    assertThat(ended.lines())
        .containsSubsequence("kept", "lock 0", "session locked", "nothing locked", "put locked");
    assertThat(ended.code()).isZero();
  }

  @Test
  void without_any_d_bus_there_is_no_keychain() throws Exception {
    assertThat(stateIn(run(state(), Map.of()))).isEqualTo("absent");
  }

  @Test
  void a_d_bus_that_is_gone_is_no_keychain_either() throws Exception {
    Map<String, String> gone =
        Map.of("DBUS_SESSION_BUS_ADDRESS", "unix:path=" + home.resolve("gone"));
    assertThat(stateIn(run(state(), gone))).isEqualTo("absent");
  }

  private static List<String> state() {
    return ChildJvm.command(RealKeychain.State.class);
  }

  private static String stateIn(Ended ended) {
    for (String line : ended.lines()) {
      if (line.matches("(available|absent|locked) [0-9]+")) {
        String[] words = line.split(" ", 2);
        assertThat(Integer.parseInt(words[1])).as("patience ends").isLessThan(5_000);
        return words[0];
      }
    }
    throw new AssertionError("no state: " + ended);
  }

  /// @param before shell words that end with `&&`, or nothing
  private Ended inSession(String before, List<String> program)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("dbus-run-session", "--", "sh", "-c"));
    command.add(before + "exec \"$@\"");
    command.add("sh");
    command.addAll(program);
    return run(command, Map.of());
  }

  private Ended run(List<String> command, Map<String, String> more)
      throws IOException, InterruptedException {
    Path out = Files.createTempFile(home, "out", ".txt");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectOutput(out.toFile())
            .redirectError(Files.createTempFile(home, "err", ".txt").toFile());
    Map<String, String> environment = builder.environment();
    for (String name :
        List.of(
            "DISPLAY", "WAYLAND_DISPLAY", "DBUS_SESSION_BUS_ADDRESS", "GNOME_KEYRING_CONTROL")) {
      environment.remove(name);
    }
    environment.put("HOME", home.toString());
    environment.put("XDG_RUNTIME_DIR", home.toString());
    environment.put("XDG_DATA_HOME", home.resolve("data").toString());
    environment.putAll(more);
    Process process = builder.start();
    try {
      assertThat(process.waitFor(120, TimeUnit.SECONDS)).as("it ends").isTrue();
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
    return new Ended(process.exitValue(), Files.readAllLines(out, StandardCharsets.UTF_8));
  }

  private static void assumeKeyringInstalled() {
    assumeInstalled("dbus-run-session");
    assumeInstalled("gnome-keyring-daemon");
  }

  private static void assumeInstalled(String program) {
    boolean found = false;
    for (String folder : System.getenv("PATH").split(File.pathSeparator, -1)) {
      found |= Files.isExecutable(Path.of(folder, program));
    }
    assumeTrue(found, program + " is not installed (apt install gnome-keyring dbus)");
  }
}
