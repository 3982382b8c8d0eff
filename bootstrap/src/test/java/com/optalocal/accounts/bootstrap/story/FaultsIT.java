package com.optalocal.accounts.bootstrap.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.optalocal.accounts.adapters.http.JsonValue;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// What goes wrong on people's machines, through the real programs: a clear refusal, the promised
/// exit code, and nothing lost.
class FaultsIT {
  private static RunningPortal portal;
  private static Machine laptop;

  @BeforeAll
  static void prepare() {
    portal = RunningPortal.start();
    portal.signUp(TwoDevices.EMAIL, TwoDevices.PASSWORD);
    laptop = Machine.withPortal(portal.url());
    TwoDevices.login(laptop, "laptop").succeeded();
  }

  @AfterAll
  static void cleanUp() {
    laptop.close();
    portal.close();
  }

  private static void assertRefusal(Machine.Run run, int exit, String what, String next) {
    assertThat(run.exit()).as(run.out() + run.err()).isEqualTo(exit);
    assertThat(run.err()).contains(what).contains(next).doesNotContain("Exception", "\tat ");
    assertThat(run.err().lines().filter(line -> !line.startsWith("!")).count())
        .as(run.err())
        .isLessThanOrEqualTo(3);
  }

  // ports

  @Test
  void a_portal_whose_port_is_taken_says_so() {
    assertRefusal(portal.startAnother(), 1, "is taken", "--port");
  }

  @Test
  void an_up_that_cannot_go_on_leaves_no_daemon_behind() {
    try (Machine fresh = Machine.withPortal("")) {
      String taken = portal.url().substring(portal.url().lastIndexOf(':') + 1);
      assertThat(fresh.opta("up", "--port", taken).exit()).isEqualTo(1);
      assertThat(fresh.opta("daemon", "status", "--json").succeeded().json().isTrue("running"))
          .isFalse();
    }
  }

  @Test
  void a_tour_that_is_stopped_clears_everything_away() throws IOException {
    try (Machine fresh = Machine.withPortal("")) {
      List<Path> before = tourHomes();
      Background tour = fresh.start("tour", "--no-keyring");
      tour.await("(◆ 3  )");
      List<Path> during = tourHomes();
      assertThat(during).hasSizeGreaterThan(before.size());
      during.removeAll(before);
      tour.close();
      assertThat(during).as(tour.said()).allMatch(home -> !Files.exists(home));
      assertThat(ProcessHandle.allProcesses().flatMap(p -> p.info().commandLine().stream()))
          .noneMatch(line -> during.stream().anyMatch(home -> line.contains(home.toString())));
    }
  }

  private static List<Path> tourHomes() throws IOException {
    List<Path> homes = new ArrayList<>();
    try (var found =
        Files.newDirectoryStream(Path.of(System.getProperty("java.io.tmpdir")), "opta-tour*")) {
      found.forEach(homes::add);
    }
    return homes;
  }

  @Test
  void a_second_portal_of_the_same_home_says_that_it_runs() {
    Machine.Run second = portal.startAgainAtHome();
    assertThat(second.exit()).as(second.err()).isZero();
    assertThat(second.out() + second.err()).contains("runs already");
  }

  @Test
  void login_takes_another_port_when_9998_is_taken() throws IOException {
    try (ServerSocket taken = takeLoginPort();
        Machine fresh = Machine.withPortal(portal.url());
        Background login = fresh.start("login", "--no-browser", "--custody", "plain-file")) {
      String link = login.await("(http://localhost:[0-9]+/cli/login\\?[^\\s]+)\\s");
      assertThat(link).startsWith(portal.url());
      assertThat(taken.isBound()).isTrue();
    }
  }

  /// Ours, unless somebody else has it: taken is what matters.
  private static ServerSocket takeLoginPort() throws IOException {
    try {
      return new ServerSocket(9998, 1, InetAddress.getLoopbackAddress());
    } catch (java.net.BindException takenAlready) {
      return new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    }
  }

  // sign-in

  @Test
  void a_wrong_password_signs_nobody_in() {
    try (Machine fresh = Machine.withPortal(portal.url())) {
      Machine.Run run =
          fresh.optaWith(
              "not the password\n",
              "login",
              "--email",
              TwoDevices.EMAIL,
              "--custody",
              "plain-file");
      assertRefusal(run, 3, "did not accept", "opta login");
      assertThat(run.out() + run.err()).doesNotContain("not the password");
      assertThat(fresh.opta("account", "keys", "list").exit()).isEqualTo(3);
    }
  }

  @Test
  void a_browser_that_never_returns_ends_the_waiting() {
    try (Machine fresh = Machine.withPortal(portal.url())) {
      Machine.Run run =
          fresh.opta("login", "--no-browser", "--custody", "plain-file", "--timeout", "1");
      assertThat(run.exit()).isEqualTo(1);
      assertThat(run.err()).contains("did not come back").contains("--email");
      assertThat(fresh.config().resolve("account.json")).doesNotExist();
    }
  }

  @Test
  void without_an_os_keychain_nothing_is_chosen_silently() {
    try (Machine fresh = Machine.withPortal(portal.url())) {
      Machine.Run run =
          fresh.optaWith(TwoDevices.PASSWORD + "\n", "login", "--email", TwoDevices.EMAIL);
      assertRefusal(run, 2, "no OS keychain", "passphrase-file");
      assertThat(fresh.config().resolve("account.json")).doesNotExist();
    }
  }

  @Test
  void a_portal_that_is_gone_is_said_to_be_gone() {
    try (Machine fresh = Machine.withPortal("http://localhost:" + RunningPortal.freePort())) {
      Machine.Run run = TwoDevices.login(fresh, "lost");
      assertThat(run.exit()).as(run.out()).isEqualTo(5);
      assertThat(run.json().text("kind")).contains("offline");
    }
  }

  // joining

  @Test
  void three_wrong_tries_burn_the_words() {
    try (Machine third = Machine.withPortal(portal.url());
        Background login =
            third.start(
                "login",
                "--email",
                TwoDevices.EMAIL,
                "--custody",
                "plain-file",
                "--device-name",
                "third")) {
      login.send(TwoDevices.PASSWORD);
      String words = login.await("(?m)^ +((?:[a-z]+ ){5}[a-z]+)$");
      List<String> swapped = new ArrayList<>(List.of(words.split(" ")));
      swapped.addFirst(swapped.removeLast());
      for (int i = 0; i < 3; i++) {
        Machine.Run wrong = approve(String.join(" ", swapped));
        assertThat(wrong.exit()).as(wrong.out() + wrong.err()).isNotZero();
      }
      Machine.Run right = approve(words);
      assertThat(right.exit()).as(right.out() + right.err()).isNotZero();
      assertThat(login.exit()).as(login.said()).isNotZero();
      assertThat(laptop.opta("devices", "list", "--json").succeeded().out())
          .doesNotContain("third");
    }
  }

  private static Machine.Run approve(String words) {
    return laptop.optaWith(words + "\n", "account", "devices", "approve", "--words", "-");
  }

  // the daemon

  @Test
  void a_passphrase_is_asked_for_and_the_command_is_named() {
    try (RunningPortal own = RunningPortal.start();
        Machine locked = Machine.withPortal(own.url())) {
      own.signUp(TwoDevices.EMAIL, TwoDevices.PASSWORD);
      String passphrase = "seven quiet words that nobody guesses";
      locked
          .optaWith(
              TwoDevices.PASSWORD + "\n" + passphrase + "\n",
              "login",
              "--email",
              TwoDevices.EMAIL,
              "--custody",
              "passphrase-file")
          .succeeded();
      locked.optaWith("sk-locked", "keys", "push", "anthropic", "-").succeeded();
      locked.opta("daemon", "stop").succeeded();

      assertRefusal(locked.opta("keys", "list"), 3, "passphrase", "opta daemon start");
      Machine.Run wrong = locked.optaWith("another one\n", "daemon", "start");
      assertThat(wrong.exit()).isNotZero();
      assertThat(wrong.err()).contains("passphrase does not open").doesNotContain("another one");
      locked.optaWith(passphrase + "\n", "daemon", "start").succeeded();
      locked.opta("run", "--", "sh", "-c", "test \"$ANTHROPIC_API_KEY\" = sk-locked").succeeded();
    }
  }

  @Test
  void a_home_has_one_daemon() {
    long before = laptop.daemon().pid();
    laptop.opta("daemon", "start").succeeded();
    assertRefusal(laptop.opta("daemon", "run"), 6, "already", "opta daemon status");
    assertThat(laptop.daemon().pid()).isEqualTo(before);
  }

  @Test
  void a_daemon_that_is_gone_is_started_on_demand() {
    ProcessHandle daemon = laptop.daemon();
    daemon.destroyForcibly();
    daemon.onExit().orTimeout(10, TimeUnit.SECONDS).join();
    laptop.opta("keys", "list").succeeded();
    assertThat(laptop.daemon().isAlive()).isTrue();
  }

  // account.json

  @Test
  void account_json_is_read_only_if_it_is_ones_own() throws IOException {
    Path file = laptop.config().resolve("account.json");
    byte[] content = Files.readAllBytes(file);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    assertRefusal(laptop.opta("account", "status"), 1, "open to others", "chmod 600");

    Path elsewhere = laptop.home().resolve("elsewhere.json");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    Files.move(file, elsewhere);
    Files.createSymbolicLink(file, elsewhere);
    assertRefusal(laptop.opta("account", "status"), 1, "symbolic link", "permissions");

    Files.delete(file);
    Files.createFile(
        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.write(file, java.util.Arrays.copyOf(content, content.length / 2));
    assertRefusal(laptop.opta("account", "status"), 1, "damaged", "opta login");

    Files.write(file, content);
    Files.delete(elsewhere);
    laptop.opta("account", "status").succeeded();
  }

  // run

  @Test
  void run_ends_as_the_program_ends() {
    assertThat(laptop.opta("run", "--", "sh", "-c", "exit 42").exit()).isEqualTo(42);
    assertThat(laptop.opta("run", "--", "sh", "-c", "kill -TERM $$").exit()).isEqualTo(143);
    assertThat(laptop.opta("run", "--", "no-such-program-here").exit()).isEqualTo(127);
    assertThat(laptop.opta("run", "--", laptop.home().toString()).exit()).isEqualTo(126);
    assertThat(laptop.opta("run").exit()).isEqualTo(2);
  }

  @Test
  void run_hands_a_signal_on() {
    try (Background run =
        laptop.start(
            "run",
            "--",
            "sh",
            "-c",
            "trap 'echo cleaned up; exit 9' TERM; echo ready; while :; do sleep 0.05; done")) {
      run.await("(ready)");
      run.terminate();
      assertThat(run.exit()).as(run.said()).isEqualTo(9);
      assertThat(run.said()).contains("cleaned up");
    }
  }

  // the disk

  @Test
  void a_full_disk_refuses_changes_and_loses_nothing() {
    try (RunningPortal own = RunningPortal.start();
        Machine writer = Machine.withPortal(own.url())) {
      own.signUp(TwoDevices.EMAIL, TwoDevices.PASSWORD);
      TwoDevices.login(writer, "writer").succeeded();
      own.stop();
      own.restartWithFilesUpTo(600_000);
      String value = "v".repeat(40_000);
      List<String> stored = new ArrayList<>();
      Machine.Run last;
      do {
        String name = "BIG_" + stored.size();
        last = writer.optaWith(value, "account", "keys", "push", name, "-");
        if (last.exit() == 0) {
          stored.add(name);
        }
      } while (last.exit() == 0 && stored.size() < 40);
      assertRefusal(last, 5, "cannot do this now", "Nothing is lost");
      assertThat(names(writer)).as("reads go on").containsExactlyInAnyOrderElementsOf(stored);

      own.stop();
      own.restart();
      assertThat(names(writer)).containsExactlyInAnyOrderElementsOf(stored);
      writer.optaWith(value, "account", "keys", "push", "AFTER", "-").succeeded();
    }
  }

  private static List<String> names(Machine machine) {
    JsonValue.Fields list = machine.opta("account", "keys", "list", "--json").succeeded().json();
    return list.objects("keys").stream().map(key -> key.text("name").orElseThrow()).toList();
  }
}
