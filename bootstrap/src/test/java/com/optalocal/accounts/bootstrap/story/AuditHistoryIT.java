package com.optalocal.accounts.bootstrap.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.optalocal.accounts.adapters.http.JsonValue;
import com.optalocal.accounts.domain.SeededRandom;
import com.optalocal.accounts.domain.audit.Cosignature;
import com.optalocal.accounts.domain.note.crypto.SigningKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Keys that follow one another, histories that fork, witnesses that are wanted, and values that
/// are erased: between a portal and two real devices.
class AuditHistoryIT {
  private TwoDevices devices;

  @BeforeEach
  void prepare() {
    devices = TwoDevices.joined();
    devices.laptop.opta("account", "sync").succeeded();
    devices.desktop.opta("account", "sync").succeeded();
  }

  @AfterEach
  void cleanUp() {
    devices.close();
  }

  @Test
  void devices_follow_a_new_log_key_and_what_the_old_one_signed_still_holds() throws IOException {
    String oldKey = key(devices.laptop);
    Path proof = proofOf("vault.created", "before.tlog-proof");
    Path export = export(devices.laptop, "before.txt");
    assertThat(devices.portal.rotateLogKey().exit()).as("while the portal runs").isEqualTo(6);
    devices.portal.stop();
    Path keyFile = devices.portal.folder().resolve("audit-log.key");
    Path stolen = devices.portal.home().resolve("stolen.key");
    Files.copy(keyFile, stolen, StandardCopyOption.COPY_ATTRIBUTES);
    String newKey = devices.portal.rotateLogKey().succeeded().json().text("key").orElseThrow();
    devices.portal.restart();

    devices.desktop.opta("account", "sync").succeeded();
    assertThat(key(devices.laptop)).isEqualTo(newKey).isNotEqualTo(oldKey);
    devices.laptop.opta("audit", "verify", proof.toString()).succeeded();
    devices.laptop.opta("audit", "verify", export.toString()).succeeded();
    devices.laptop.opta("audit", "verify", proof.toString(), "--key", oldKey).succeeded();
    Path later = proofOf("vault.created", "after.tlog-proof");
    devices.desktop.opta("audit", "verify", later.toString()).succeeded();
    assertThat(devices.laptop.opta("audit", "verify", later.toString(), "--key", oldKey).exit())
        .isEqualTo(7);

    devices.portal.stop();
    Files.copy(stolen, keyFile, StandardCopyOption.REPLACE_EXISTING);
    assertThat(devices.portal.startAgainAtHome().exit())
        .as("a portal with the old key does not start")
        .isEqualTo(1);
  }

  @Test
  void a_log_that_is_forked_for_two_devices_is_named_when_they_compare() throws IOException {
    Path shared = stopAndSave("shared.db");
    devices.portal.restart();
    devices.portal.signUp("ben@example.test", TwoDevices.PASSWORD);
    devices.laptop.opta("account", "sync").succeeded();
    Path laptops = export(devices.laptop, "laptop.txt");
    Path one = stopAndSave("one.db");
    show(shared);
    devices.portal.signUp("cem@example.test", TwoDevices.PASSWORD);
    devices.portal.signUp("dan@example.test", TwoDevices.PASSWORD);
    devices.desktop.opta("account", "sync").succeeded();
    devices.desktop.opta("audit", "verify").succeeded();
    Path desktops = export(devices.desktop, "desktop.txt");

    Machine.Run compared = devices.desktop.opta("audit", "compare", laptops.toString(), "--json");
    assertThat(compared.exit()).as(compared.err()).isEqualTo(7);
    assertThat(compared.out()).contains("audit_log_forked", "two histories");

    stopAndSave("two.db");
    show(one);
    devices.laptop.opta("account", "sync").succeeded();
    assertThat(devices.laptop.opta("audit", "compare", desktops.toString()).exit()).isEqualTo(7);
    devices.laptop.opta("audit", "compare", laptops.toString()).succeeded();
    Machine.Run sync = devices.desktop.opta("account", "sync", "--json");
    assertThat(sync.exit()).as(sync.err()).isEqualTo(7);
    assertThat(sync.out()).containsAnyOf("audit_log_forked", "audit_log_shrunk");
  }

  @Test
  void verify_wants_the_witnesses_that_were_chosen_here() {
    String desktop =
        devices
            .desktop
            .opta("audit", "verify", "--json")
            .succeeded()
            .json()
            .text("witness")
            .orElseThrow();
    String stranger =
        Cosignature.witness("stranger", SigningKey.generate(new SeededRandom(5))).toString();
    devices.laptop.opta("audit", "witnesses", "--trust", desktop).succeeded();
    assertThat(witnessed("audit", "verify", "--json")).isPositive();
    devices.laptop.opta("daemon", "stop");
    devices
        .laptop
        .opta("audit", "witnesses", "--trust", desktop, "--trust", stranger, "--quorum", "2")
        .succeeded();

    Machine.Run log = devices.laptop.opta("audit", "verify", "--json");
    assertThat(log.exit()).as(log.err()).isEqualTo(7);
    assertThat(log.out()).contains("audit_not_witnessed");
    Path proof = proofOf("vault.created", "wanted.tlog-proof");
    Machine.Run file = devices.laptop.opta("audit", "verify", proof.toString(), "--json");
    assertThat(file.exit()).as(file.err()).isEqualTo(7);
    assertThat(file.out()).contains("audit_not_witnessed");
    devices.laptop.opta("audit", "witnesses", "--quorum", "1").succeeded();
    devices.laptop.opta("audit", "verify").succeeded();
    devices.laptop.opta("audit", "witnesses", "--none").succeeded();
    assertThat(witnessed("audit", "verify", "--json")).isZero();
  }

  @Test
  void a_person_erases_their_own_values_once_they_confirm_and_the_log_still_verifies() {
    assertThat(devices.laptop.opta("audit", "erase").exit()).as("nobody confirms").isEqualTo(2);
    devices.laptop.opta("audit", "list", "--search", "vault.created").succeeded();
    Machine.Run others =
        devices.laptop.opta("audit", "erase", "00000000-0000-4000-8000-000000000000", "--yes");
    assertThat(others.exit()).as(others.err()).isEqualTo(4);

    JsonValue.Fields erased =
        devices.laptop.opta("audit", "erase", "--yes", "--json").succeeded().json();

    assertThat(erased.number("events").orElseThrow()).isPositive();
    assertThat(devices.laptop.opta("audit", "list").succeeded().out())
        .contains("Nothing was found");
    devices.laptop.opta("audit", "verify").succeeded();
    devices.desktop.opta("account", "sync").succeeded();
  }

  private long witnessed(String... command) {
    return devices.laptop.opta(command).succeeded().json().number("witnessed").orElseThrow();
  }

  private static String key(Machine machine) {
    return machine.opta("audit", "verify", "--json").succeeded().json().text("key").orElseThrow();
  }

  private Path proofOf(String action, String name) {
    String event =
        devices
            .laptop
            .opta("audit", "list", "--search", action, "--json")
            .succeeded()
            .json()
            .objects("events")
            .getFirst()
            .text("id")
            .orElseThrow();
    Path file = devices.laptop.home().resolve(name);
    devices.laptop.opta("audit", "prove", event, "--out", file.toString()).succeeded();
    return file;
  }

  private static Path export(Machine machine, String name) {
    Path file = machine.home().resolve(name);
    machine.opta("audit", "export", "--out", file.toString()).succeeded();
    return file;
  }

  /// Stops the portal and keeps a copy of its history.
  private Path stopAndSave(String name) throws IOException {
    devices.portal.stop();
    return Files.copy(
        devices.portal.folder().resolve("opta.db"), devices.portal.home().resolve(name));
  }

  /// Starts the portal with another history.
  private void show(Path history) throws IOException {
    Files.copy(
        history, devices.portal.folder().resolve("opta.db"), StandardCopyOption.REPLACE_EXISTING);
    devices.portal.restart();
  }
}
