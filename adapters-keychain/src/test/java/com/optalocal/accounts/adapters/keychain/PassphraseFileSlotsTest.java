package com.optalocal.accounts.adapters.keychain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.optalocal.accounts.application.CustodyUnavailable;
import com.optalocal.accounts.application.CustodyUnavailable.Reason;
import com.optalocal.accounts.application.session.CustodyChoice.Choice;
import com.optalocal.accounts.domain.SecretBytes;
import com.optalocal.accounts.domain.device.Custody;
import com.optalocal.accounts.domain.note.crypto.Sha256;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PassphraseFileSlotsTest {
  /// Made by Node's `crypto` and the argon2 command from `docs/custody.md`, not by this code: the
  /// format on people's disks must not change under its version. Passphrase as in TestMachine.
  private static final String VERSION_1 =
      "6f7074612d637573746f64792f76310a30313233343536373839616263646566a0a1a2a3a4a5"
          + "a6a7a8a9aaabe1af5f8351a866b2b766b9ecd3d7174f83726e8d98a61f8ffa8bdbd763db59e5"
          + "12b3f5698c145b3e682cd0e6ffd57b535628fe8c9d2ad3914c408902b8955aa93c4902aa5e81"
          + "ad8b4d0c9972792e3924";

  @TempDir Path home;
  private TestMachine machine;
  private Path file;

  @BeforeEach
  void machine() {
    machine = new TestMachine(home.resolve("opta"));
    file = machine.config().resolve("custody.sealed");
    MachineCustody custody = machine.start(Custody.PASSPHRASE_FILE).custody();
    write(custody, "first", "one");
    write(custody, "second", "two");
  }

  @Test
  void the_documented_format_is_read() {
    PrivateFolder folder = new PrivateFolder(home.resolve("documented"));
    folder.write("custody.sealed", HexFormat.of().parseHex(VERSION_1));
    folder.write(
        "device.json",
        "{\"version\":1,\"custody\":\"passphrase-file\"}".getBytes(StandardCharsets.UTF_8));
    MachineCustody custody =
        new MachineCustody(
            folder,
            machine.start().keyring(),
            count -> {
              throw new IllegalStateException("reading needs no random bytes");
            });
    try (SecretBytes passphrase = TestMachine.passphrase(TestMachine.PASSPHRASE)) {
      custody.choose(new Choice(Custody.PASSPHRASE_FILE, false), Optional.of(passphrase));
    }
    assertThat(read(custody, "first")).contains("one");
    assertThat(read(custody, "second")).contains("two é");
  }

  @Test
  void slots_change_each_on_its_own() {
    MachineCustody custody = machine.start(Custody.PASSPHRASE_FILE).custody();
    write(custody, "first", "1");
    custody.erase("second");
    custody.erase("second");
    MachineCustody next = machine.start(Custody.PASSPHRASE_FILE).custody();
    assertThat(read(next, "first")).contains("1");
    assertThat(read(next, "second")).isEmpty();
    assertThat(read(next, "third")).isEmpty();
  }

  @Test
  void two_processes_see_each_others_slots() {
    MachineCustody one = machine.start(Custody.PASSPHRASE_FILE).custody();
    MachineCustody two = machine.start(Custody.PASSPHRASE_FILE).custody();
    write(one, "third", "from one");
    write(two, "fourth", "from two");
    assertThat(read(one, "fourth")).contains("from two");
    assertThat(read(two, "third")).contains("from one");
  }

  @Test
  void a_wrong_passphrase_and_a_damaged_file_are_told_apart() throws IOException {
    assertRefused(Reason.WRONG_PASSPHRASE, "correct horse battery stable");
    assertRefused(Reason.PASSPHRASE_NEEDED, "");
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length / 2] ^= 1;
    Files.write(file, bytes);
    assertRefused(Reason.DAMAGED, TestMachine.PASSPHRASE);
    Files.delete(file);
    assertRefused(Reason.DAMAGED, TestMachine.PASSPHRASE);
  }

  @Test
  void damage_that_comes_while_it_is_open_is_found_at_the_next_look() throws IOException {
    MachineCustody custody = machine.start(Custody.PASSPHRASE_FILE).custody();
    byte[] bytes = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(bytes, bytes.length - 1));
    assertThatThrownBy(() -> custody.read("first"))
        .isInstanceOfSatisfying(
            CustodyUnavailable.class, e -> assertThat(e.reason()).isEqualTo(Reason.DAMAGED));
    assertThatThrownBy(() -> write(custody, "first", "1")).isInstanceOf(CustodyUnavailable.class);
    assertThat(file).hasSize(bytes.length - 1);
  }

  @Test
  void a_file_that_was_made_anew_meanwhile_wants_its_own_passphrase() throws IOException {
    MachineCustody custody = machine.start(Custody.PASSPHRASE_FILE).custody();
    Files.write(file, otherSalt(Files.readAllBytes(file)));
    assertThatThrownBy(() -> custody.read("first"))
        .isInstanceOfSatisfying(
            CustodyUnavailable.class,
            e -> assertThat(e.reason()).isEqualTo(Reason.PASSPHRASE_NEEDED));
  }

  /// The same file with another salt and a digest that fits.
  private static byte[] otherSalt(byte[] bytes) {
    byte[] changed = bytes.clone();
    changed[16] ^= 1;
    byte[] body = Arrays.copyOf(changed, changed.length - 32);
    System.arraycopy(Sha256.of(body).toByteArray(), 0, changed, body.length, 32);
    return changed;
  }

  private void assertRefused(Reason reason, String passphrase) {
    MachineCustody custody = machine.start().custody();
    try (SecretBytes given = TestMachine.passphrase(passphrase)) {
      assertThatThrownBy(
              () -> custody.choose(new Choice(Custody.PASSPHRASE_FILE, true), Optional.of(given)))
          .isInstanceOfSatisfying(
              CustodyUnavailable.class, e -> assertThat(e.reason()).isEqualTo(reason));
    }
  }

  private static void write(MachineCustody custody, String slot, String text) {
    try (SecretBytes secret = TestMachine.passphrase(text)) {
      custody.write(slot, secret);
    }
  }

  private static Optional<String> read(MachineCustody custody, String slot) {
    return custody
        .read(slot)
        .map(secret -> secret.use(bytes -> new String(bytes, StandardCharsets.UTF_8)));
  }
}
