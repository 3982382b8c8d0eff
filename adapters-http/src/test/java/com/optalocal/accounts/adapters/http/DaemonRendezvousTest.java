package com.optalocal.accounts.adapters.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.optalocal.accounts.domain.BearerSecret;
import com.optalocal.accounts.domain.MovableClock;
import com.optalocal.accounts.domain.SeededRandom;
import com.sun.security.auth.module.UnixSystem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DaemonRendezvousTest {
  private static final BearerSecret TOKEN =
      BearerSecret.generate(new SeededRandom(77), "opta_tok_");

  @TempDir Path temp;
  private Path folder = Path.of("");

  @BeforeEach
  void the_folder_is_not_there_yet() {
    folder = temp.resolve("run").resolve("opta");
  }

  private static DaemonAddress address(int port) {
    return new DaemonAddress(port, 42, MovableClock.START, TOKEN);
  }

  private DaemonRendezvous claim() {
    return DaemonRendezvous.claim(folder).orElseThrow();
  }

  private Path file() {
    return folder.resolve("daemon.json");
  }

  @Test
  void what_was_published_is_found_until_the_daemon_closes() {
    try (DaemonRendezvous ours = claim()) {
      assertThat(DaemonRendezvous.look(folder)).isEqualTo(new DaemonRendezvous.Sighting.Nobody());
      ours.publish(address(4711));
      assertThat(DaemonRendezvous.look(folder))
          .isInstanceOfSatisfying(
              DaemonRendezvous.Sighting.Found.class,
              found -> {
                assertThat(found.address().port()).isEqualTo(4711);
                assertThat(found.address().pid()).isEqualTo(42);
                assertThat(found.address().startedAt()).isEqualTo(MovableClock.START);
                assertThat(found.address().token().constantTimeEquals(TOKEN)).isTrue();
                assertThat(found.address().toString()).doesNotContain("opta_tok_");
              });
    }
    assertThat(DaemonRendezvous.look(folder)).isEqualTo(new DaemonRendezvous.Sighting.Nobody());
    assertThat(file()).doesNotExist();
  }

  @Test
  void folder_and_file_are_for_this_person_alone() throws IOException {
    try (DaemonRendezvous ours = claim()) {
      ours.publish(address(4711));
      assertThat(permissions(folder)).isEqualTo("rwx------");
      assertThat(permissions(file())).isEqualTo("rw-------");
      assertThat(permissions(folder.resolve("daemon.lock"))).isEqualTo("rw-------");
      try (var files = Files.list(folder)) {
        assertThat(files).as("no temporary file is left").hasSize(2);
      }
    }
  }

  private static String permissions(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }

  @Test
  void a_home_has_one_daemon() {
    try (DaemonRendezvous ours = claim()) {
      ours.publish(address(4711));
      assertThat(DaemonRendezvous.claim(folder)).isEmpty();
      assertThat(DaemonRendezvous.look(folder))
          .as("the one that did not get in changed nothing")
          .isInstanceOf(DaemonRendezvous.Sighting.Found.class);
    }
    Optional<DaemonRendezvous> next = DaemonRendezvous.claim(folder);
    assertThat(next).isPresent();
    next.get().close();
  }

  @Test
  void another_process_is_kept_out_and_let_in_after_a_kill() throws Exception {
    Process holder =
        new ProcessBuilder(
                ProcessHandle.current().info().command().orElseThrow(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Holder.class.getName(),
                folder.toString())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try (var lines = holder.inputReader()) {
      assertThat(lines.readLine()).isEqualTo("held");
      assertThat(DaemonRendezvous.claim(folder)).isEmpty();
    } finally {
      holder.destroyForcibly();
    }
    assertThat(holder.waitFor(20, TimeUnit.SECONDS)).isTrue();
    assertThat(file()).as("a killed daemon leaves its address").exists();
    try (DaemonRendezvous ours = claim()) {
      ours.publish(address(4712));
      assertThat(DaemonRendezvous.look(folder))
          .isInstanceOfSatisfying(
              DaemonRendezvous.Sighting.Found.class,
              found -> assertThat(found.address().port()).isEqualTo(4712));
    }
  }

  /// The other process.
  static final class Holder {
    private Holder() {}

    public static void main(String[] arguments) throws IOException {
      try (DaemonRendezvous ours = DaemonRendezvous.claim(Path.of(arguments[0])).orElseThrow()) {
        ours.publish(address(4711));
        System.out.println("held");
        System.in.read(); // until somebody kills this process
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"rw-r-----", "rw----r--", "rw--w----", "rw-----w-", "rw---x---"})
  void a_file_that_is_open_to_others_is_not_believed(String permissions) throws IOException {
    try (DaemonRendezvous ours = claim()) {
      ours.publish(address(4711));
      Files.setPosixFilePermissions(file(), PosixFilePermissions.fromString(permissions));
      assertUnsafe("chmod 600 " + file());
    }
  }

  @Test
  void a_folder_that_is_open_to_others_is_not_believed() throws IOException {
    try (DaemonRendezvous ours = claim()) {
      ours.publish(address(4711));
      Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
      assertUnsafe("chmod 700 " + folder);
      Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
    }
  }

  @Test
  void no_daemon_moves_into_such_a_folder() throws IOException {
    Files.createDirectories(folder);
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
    assertThatThrownBy(() -> DaemonRendezvous.claim(folder))
        .isInstanceOf(UncheckedIOException.class);
  }

  @Test
  void links_are_not_followed() throws IOException {
    Path elsewhere = temp.resolve("elsewhere");
    try (DaemonRendezvous theirs = DaemonRendezvous.claim(elsewhere).orElseThrow()) {
      theirs.publish(address(4711));
      try (DaemonRendezvous ours = claim()) {
        Files.createSymbolicLink(file(), elsewhere.resolve("daemon.json"));
        assertUnsafe("link");
        ours.publish(address(4712));
        assertThat(Files.isSymbolicLink(file())).as("publishing replaces the link").isFalse();
      }
      Path linked = temp.resolve("linked");
      Files.createSymbolicLink(linked, elsewhere);
      assertThat(DaemonRendezvous.look(linked))
          .isInstanceOf(DaemonRendezvous.Sighting.Unsafe.class);
      assertThatThrownBy(() -> DaemonRendezvous.claim(linked))
          .isInstanceOf(UncheckedIOException.class);
    }
  }

  @Test
  void a_file_of_somebody_else_is_not_believed() throws IOException {
    assumeTrue(new UnixSystem().getUid() == 0, "only root can give files away");
    try (DaemonRendezvous ours = claim()) {
      ours.publish(address(4711));
      Files.setAttribute(file(), "unix:uid", 12345);
      assertUnsafe("belongs to somebody else");
      Files.setAttribute(file(), "unix:uid", 0);
      Files.setAttribute(folder, "unix:uid", 12345);
      assertUnsafe("belongs to somebody else");
      Files.setAttribute(folder, "unix:uid", 0);
    }
  }

  private void assertUnsafe(String why) {
    assertThat(DaemonRendezvous.look(folder))
        .isInstanceOfSatisfying(
            DaemonRendezvous.Sighting.Unsafe.class,
            unsafe -> assertThat(unsafe.why()).contains(why));
  }

  @Test
  void a_damaged_file_is_nobody() throws IOException {
    try (DaemonRendezvous ours = claim()) {
      ours.publish(address(4711));
      String right = Files.readString(file());
      for (String damaged :
          List.of(
              "",
              "{",
              right.substring(0, right.length() / 2),
              "[]",
              "{}",
              right.replace("4711", "0"),
              right.replace("4711", "70000"),
              right.replace("4711", "99999999999999"),
              right.replace("\"pid\":42", "\"pid\":\"42\""),
              right.replace("startedAt", "beganAt"),
              right.replace("opta_tok_", "x".repeat(40)),
              right + right)) {
        Files.writeString(file(), damaged);
        assertThat(DaemonRendezvous.look(folder))
            .as(damaged)
            .isEqualTo(new DaemonRendezvous.Sighting.Nobody());
      }
      Files.writeString(file(), " ".repeat(5000));
      assertThat(DaemonRendezvous.look(folder))
          .isInstanceOf(DaemonRendezvous.Sighting.Unsafe.class);
    }
  }
}
