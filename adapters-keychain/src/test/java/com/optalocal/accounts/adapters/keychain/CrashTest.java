package com.optalocal.accounts.adapters.keychain;

import static com.optalocal.accounts.application.session.SessionSamples.ANA;
import static org.assertj.core.api.Assertions.assertThat;

import com.optalocal.accounts.application.device.DeviceSamples;
import com.optalocal.accounts.application.session.SessionSamples;
import com.optalocal.accounts.domain.device.Custody;
import com.optalocal.accounts.domain.device.DeviceId;
import com.optalocal.accounts.domain.device.EnrolledDevice;
import com.optalocal.accounts.domain.device.crypto.DeviceKeys;
import com.optalocal.accounts.domain.session.AccountSummary;
import com.optalocal.accounts.domain.session.HeldSession;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// kill -9 at any point leaves the old session and device or the new ones, whole.
final class CrashTest {
  private static final int ROUNDS = 12;
  private static final long SEED = 20260304;
  @TempDir Path home;

  @ParameterizedTest
  @EnumSource(names = {"PLAIN_FILE", "PASSPHRASE_FILE"})
  void a_killed_program_leaves_the_old_or_the_new(Custody custody) throws Exception {
    SplittableRandom random = new SplittableRandom(SEED);
    TestMachine machine = new TestMachine(home.resolve("opta"));
    int session = -1;
    int device = -1;
    for (int round = 0; round < ROUNDS; round++) {
      if (round % 3 == 0) { // the very first sign-in has more to get wrong
        machine = new TestMachine(home.resolve("opta" + round));
        session = -1;
        device = -1;
      }
      int first = session + 1;
      int lines = round % 3 == 0 ? random.nextInt(3) : 1 + random.nextInt(30);
      int[] told = killAfter(lines, machine.config(), custody, first);
      int oldSession = Math.max(session, told[0]);
      int oldDevice = Math.max(device, told[1]);

      TestMachine.Running next = machine.start(custody);
      session = number(next.session().load());
      assertThat(session)
          .as("round %d, seed %d", round, SEED)
          .isBetween(oldSession, oldSession + 1);
      device = number(next, session);
      assertThat(device).as("round %d, seed %d", round, SEED).isBetween(oldDevice, session);
      Optional<AccountSummary> shown = next.accountFile().read();
      assertThat(shown.isPresent()).isEqualTo(session >= 0);
      assertThat(shown.flatMap(AccountSummary::device))
          .isEqualTo(
              session < 0
                  ? Optional.empty()
                  : next.identity().enrolled(ANA.id()).map(EnrolledDevice::id));
    }
  }

  @Test
  void two_programs_at_once_never_leave_a_torn_file() throws Exception {
    TestMachine machine = new TestMachine(home.resolve("opta"));
    machine.start(Custody.PLAIN_FILE).session().keep(SessionSamples.of(ANA, "0"));
    Process one = start(machine.config(), Custody.PLAIN_FILE, 1_000, 50);
    Process two = start(machine.config(), Custody.PLAIN_FILE, 2_000, 50);
    int looks = 0;
    try (BufferedReader first = one.inputReader();
        BufferedReader second = two.inputReader()) {
      while (hasMore(first, second)) {
        assertThat(machine.start().accountFile().read()).isPresent();
        assertThat(number(machine.start().session().load())).isNotNegative();
        looks++;
      }
    } finally {
      one.destroyForcibly();
      two.destroyForcibly();
    }
    assertThat(one.waitFor()).isZero();
    assertThat(two.waitFor()).isZero();
    assertThat(looks).isGreaterThanOrEqualTo(100);
    int last = number(machine.start().session().load());
    assertThat(last).isIn(1_049, 2_049);
    assertThat(number(machine.start(), last)).isIn(1_049, 2_049);
  }

  private static boolean hasMore(BufferedReader first, BufferedReader second) throws IOException {
    boolean more = first.readLine() != null;
    return second.readLine() != null || more;
  }

  /// The numbers of the last session and device that the program said were kept; -1 for none.
  private static int[] killAfter(int lines, Path config, Custody custody, int first)
      throws IOException, InterruptedException {
    Process program = start(config, custody, first, 1_000_000);
    int[] told = {-1, -1};
    try (BufferedReader out = program.inputReader()) {
      assertThat(out.readLine()).isEqualTo("ready");
      for (int i = 0; i < lines; i++) {
        note(out.readLine(), told);
      }
      program.toHandle().destroyForcibly(); // the process's own would close its output
      for (String line = out.readLine(); line != null; line = out.readLine()) {
        note(line, told);
      }
    } finally {
      program.destroyForcibly();
    }
    assertThat(program.waitFor()).isEqualTo(128 + 9);
    return told;
  }

  private static void note(String line, int[] told) {
    String[] words = line.split(" ", 2);
    if (words.length == 2 && !words[1].isEmpty()) {
      int which = words[0].equals("session") ? 0 : 1;
      told[which] = Math.max(told[which], Integer.parseInt(words[1])); // the last may be cut
    }
  }

  private static Process start(Path config, Custody custody, int first, int count)
      throws IOException {
    return ChildJvm.start(
        KeepInALoop.class,
        config.toString(),
        custody.code(),
        Integer.toString(first),
        Integer.toString(count));
  }

  private static int number(Optional<HeldSession> held) {
    if (held.isEmpty()) {
      return -1;
    }
    String access = held.get().issued().accessToken().reveal();
    String refresh = held.get().issued().refreshToken().reveal();
    int number = Integer.parseInt(access.substring("access-".length()));
    assertThat(refresh).isEqualTo("refresh-" + number);
    return number;
  }

  /// The number of the device, whose keys and record belong together; -1 for none.
  private static int number(TestMachine.Running process, int highest) {
    Optional<EnrolledDevice> enrolled = process.identity().enrolled(ANA.id());
    if (enrolled.isEmpty()) {
      assertThat(process.identity().load(ANA.id())).isEmpty();
      return -1;
    }
    DeviceId id = enrolled.get().id();
    try (DeviceKeys keys = process.identity().load(ANA.id()).orElseThrow()) {
      assertThat(DeviceId.of(keys.publicKeys().signing())).isEqualTo(id);
    }
    for (int i = highest; i >= Math.max(0, highest - 2_000); i--) {
      try (DeviceKeys keys = DeviceSamples.keys(i)) {
        if (DeviceId.of(keys.publicKeys().signing()).equals(id)) {
          return i;
        }
      }
    }
    throw new AssertionError("nobody kept this device");
  }
}
