package com.optalocal.accounts.adapters.keychain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.optalocal.accounts.application.CustodyUnavailable;
import com.optalocal.accounts.application.session.CustodyChoice;
import com.optalocal.accounts.application.session.CustodyChoice.Choice;
import com.optalocal.accounts.application.session.CustodyChoice.KeychainState;
import com.optalocal.accounts.application.session.CustodyChoice.Outcome;
import com.optalocal.accounts.application.session.CustodyChoiceContract;
import com.optalocal.accounts.domain.SecretBytes;
import com.optalocal.accounts.domain.device.Custody;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class MachineCustodyTest extends CustodyChoiceContract {
  @TempDir Path home;
  private final Map<CustodyChoice, TestMachine> machines = new HashMap<>();
  private int count;

  @Override
  protected CustodyChoice freshChoice(KeychainState state) {
    return start(new TestMachine(home.resolve("opta" + count++), FakeOsKeychain.in(state)));
  }

  @Override
  protected CustodyChoice restarted(CustodyChoice choice) {
    return start(Objects.requireNonNull(machines.get(choice)));
  }

  @Override
  protected void keepSomething(CustodyChoice choice) {
    write((MachineCustody) choice, "something");
  }

  private CustodyChoice start(TestMachine machine) {
    CustodyChoice choice = machine.start().custody();
    machines.put(choice, machine);
    return choice;
  }

  @Test
  void a_sign_in_that_failed_leaves_no_trace() {
    TestMachine machine = new TestMachine(home.resolve("opta"));
    for (Custody custody : Custody.values()) {
      machine.start(custody);
    }
    assertThat(machine.config()).doesNotExist();
    assertThat(machine.keychain().entries()).containsOnlyKeys("opta ready");
  }

  @Test
  void a_second_process_cannot_choose_otherwise_behind_the_firsts_back() {
    TestMachine machine = new TestMachine(home.resolve("opta"));
    MachineCustody first = machine.start(Custody.PLAIN_FILE).custody();
    MachineCustody second = machine.start(Custody.KEYCHAIN).custody();
    write(first, "secret");
    assertThatThrownBy(() -> write(second, "secret")).isInstanceOf(IllegalStateException.class);
    assertThat(machine.keychain().entries()).containsOnlyKeys("opta ready");
    assertThat(second.choose(new Choice(Custody.KEYCHAIN, true), Optional.empty()))
        .isEqualTo(Outcome.FIXED);
  }

  @Test
  void the_leftover_of_a_crashed_first_sign_in_is_in_nobodys_way() throws IOException {
    TestMachine machine = new TestMachine(home.resolve("opta"));
    write(machine.start(Custody.PASSPHRASE_FILE).custody(), "secret");
    Files.delete(machine.config().resolve("device.json"));
    MachineCustody next = machine.start().custody();
    try (SecretBytes other = TestMachine.passphrase("another one")) {
      assertThat(next.choose(new Choice(Custody.PASSPHRASE_FILE, false), Optional.of(other)))
          .isEqualTo(Outcome.CHOSEN);
    }
    assertThat(next.read("slot")).isEmpty();
    write(next, "secret");
    assertThat(next.read("slot")).isPresent();
  }

  @Test
  void a_record_that_is_damaged_stops_everything_and_says_what_to_do() throws IOException {
    TestMachine machine = new TestMachine(home.resolve("opta"));
    write(machine.start(Custody.PLAIN_FILE).custody(), "secret");
    Path record = machine.config().resolve("device.json");
    for (String text :
        new String[] {
          "",
          "{",
          "[]",
          "{}",
          "{\"version\":1}",
          "{\"version\":2,\"custody\":\"plain-file\"}",
          "{\"version\":1,\"custody\":\"plain-file\",\"custody\":\"memory\"}",
          "{\"version\":1,\"custody\":\"pocket\"}",
          "{\"version\":1,\"custody\":\"plain-file\",\"devices\":{\"ana\":{\"id\":\"dev_abc123\"}}}",
          "{\"version\":1,\"custody\":\"plain-file\"} {}"
        }) {
      Files.writeString(record, text);
      assertThatThrownBy(() -> machine.start().custody().current())
          .isInstanceOfSatisfying(
              CustodyUnavailable.class,
              e -> assertThat(e.reason()).isEqualTo(CustodyUnavailable.Reason.DAMAGED))
          .hasMessageContaining("device.json; put back a copy");
    }
    Files.writeString(record, "{\"version\":1,\"custody\":\"plain-file\",\"later\":[{}]}");
    assertThat(machine.start().custody().current()).contains(new Choice(Custody.PLAIN_FILE, false));
  }

  private static void write(MachineCustody custody, String text) {
    try (SecretBytes secret = TestMachine.passphrase(text)) {
      custody.write("slot", secret);
    }
  }
}
