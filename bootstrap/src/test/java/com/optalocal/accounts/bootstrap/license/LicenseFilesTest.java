package com.optalocal.accounts.bootstrap.license;

import static org.assertj.core.api.Assertions.assertThat;

import com.optalocal.accounts.adapters.http.JsonText;
import com.optalocal.accounts.adapters.http.JsonValue;
import com.optalocal.accounts.bootstrap.command.Dispatch;
import com.optalocal.accounts.bootstrap.command.Node;
import com.optalocal.accounts.bootstrap.home.Environment;
import com.optalocal.accounts.bootstrap.terminal.Terminal;
import com.optalocal.accounts.domain.note.Note;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// An issuer's commands and `verify`, on files alone.
class LicenseFilesTest {
  private static final String PASSPHRASE = "correct horse battery staple";
  @TempDir static Path folder;
  private static String publicKey = "";

  private record Run(int exit, String out, String err) {
    JsonValue.Fields json() {
      return JsonText.readFields(out.getBytes(StandardCharsets.UTF_8));
    }
  }

  private static Run opta(String input, Map<String, String> variables, String... args) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Properties properties = new Properties();
    properties.put("opta.tty", "-");
    Map<String, String> environment = new java.util.HashMap<>(variables);
    environment.put("LANG", "C.UTF-8");
    environment.put("HOME", folder.toString());
    Terminal.Streams streams =
        new Terminal.Streams(
            new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8));
    try {
      int exit =
          new Dispatch(
                  Node.group("opta", "", () -> List.of(LicenseCommands.group())),
                  (path, group) -> {
                    throw new AssertionError("a command was expected");
                  },
                  new Environment(environment, properties),
                  streams)
              .run(args)
              .number();
      return new Run(
          exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Run opta(String... args) {
    return opta(PASSPHRASE + "\n", Map.of(), args);
  }

  private static String file(String name) {
    return folder.resolve(name).toString();
  }

  @BeforeAll
  static void a_key_a_list_and_a_license() {
    Run made = opta("license", "keygen", file("acme.key"), "--json");
    assertThat(made.exit()).as(made.err()).isZero();
    publicKey = made.json().text("publicKey").orElseThrow();
    assertThat(
            opta(
                    "license",
                    "keys",
                    file("acme.key"),
                    "--prefix",
                    "acme",
                    "--out",
                    file("acme.keys"))
                .exit())
        .isZero();
    assertThat(issue("team.license").exit()).isZero();
  }

  private static Run issue(String name, String... more) {
    List<String> args =
        new java.util.ArrayList<>(
            List.of(
                "license",
                "issue",
                file("acme.key"),
                "--tier",
                "team",
                "--features",
                "acme/robot,acme/crane",
                "--out",
                file(name)));
    args.addAll(List.of(more));
    return opta(args.toArray(String[]::new));
  }

  @Test
  void the_key_file_is_private_and_never_written_over() throws IOException {
    Path key = folder.resolve("acme.key");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key)))
        .isEqualTo("rw-------");
    byte[] before = Files.readAllBytes(key);

    Run again = opta("license", "keygen", file("acme.key"));
    assertThat(again.exit()).isEqualTo(6);
    assertThat(Files.readAllBytes(key)).isEqualTo(before);
    assertThat(issue("team.license").exit()).isEqualTo(6);
  }

  @Test
  void a_wrong_passphrase_opens_nothing_and_none_is_asked_for() {
    Run wrong =
        opta("tr0mbone\n", Map.of(), "license", "keys", file("acme.key"), "--prefix", "acme");
    assertThat(wrong.exit()).isEqualTo(4);
    assertThat(wrong.out() + wrong.err()).doesNotContain("tr0mbone");
    Run none = opta("", Map.of(), "license", "keys", file("acme.key"), "--prefix", "acme");
    assertThat(none.exit()).isEqualTo(2);
    Run fromEnvironment =
        opta(
            "",
            Map.of("OPTA_LICENSE_PASSPHRASE", PASSPHRASE),
            "license",
            "keys",
            file("acme.key"),
            "--prefix",
            "acme");
    assertThat(fromEnvironment.exit()).isZero();
    assertThat(Note.parse(fromEnvironment.out()).type()).isEqualTo("opta-license-keys/v1");
  }

  @Test
  void a_license_verifies_against_its_list_and_root_and_against_its_key() {
    Run byList =
        opta(
            "license",
            "verify",
            file("team.license"),
            "--keys",
            file("acme.keys"),
            "--key",
            publicKey);
    assertThat(byList.exit()).as(byList.err()).isZero();
    assertThat(byList.out())
        .contains(
            "Genuine: Acme Team", "acme/crane, acme/robot", "Air gap: 14 days", "Device: any");

    JsonValue.Fields json =
        opta("license", "verify", file("team.license"), "--key", publicKey, "--json").json();
    assertThat(json.isTrue("ok")).isTrue();
    assertThat(json.text("state")).contains("active");
    assertThat(json.fields("license").orElseThrow().number("airGapDays")).contains(14L);
  }

  @Test
  void a_list_does_not_vouch_for_its_own_root() {
    Run run = opta("license", "verify", file("team.license"), "--keys", file("acme.keys"));
    assertThat(run.exit()).isEqualTo(7);
    assertThat(run.out()).contains("Not genuine");
    assertThat(opta("license", "verify", file("team.license")).exit()).isEqualTo(2);
  }

  @Test
  void another_issuers_key_verifies_nothing() {
    String other =
        opta("license", "keygen", file("other.key"), "--json")
            .json()
            .text("publicKey")
            .orElseThrow();
    Run run = opta("license", "verify", file("team.license"), "--key", other, "--json");
    assertThat(run.exit()).isEqualTo(7);
    assertThat(run.json().isTrue("ok")).isFalse();
    assertThat(run.json().text("state")).contains("forged");
    assertThat(
            opta(
                    "license",
                    "verify",
                    file("team.license"),
                    "--keys",
                    file("acme.keys"),
                    "--key",
                    other)
                .exit())
        .isEqualTo(7);
  }

  @Test
  void truncated_joined_and_edited_files_are_not_genuine() throws IOException {
    String license = Files.readString(folder.resolve("team.license"));
    for (String changed :
        List.of(
            license.replace("tier team", "tier pro"),
            license.replace("acme/robot", "lmx"),
            license + license,
            license.substring(0, license.length() - 1),
            license.substring(0, license.length() / 2),
            "",
            "x".repeat(70_000))) {
      Files.writeString(folder.resolve("changed"), changed);
      Run run = opta("license", "verify", file("changed"), "--key", publicKey);
      assertThat(run.exit()).as(changed).isEqualTo(7);
    }
    assertThat(opta("license", "verify", file("missing"), "--key", publicKey).exit()).isEqualTo(1);
  }

  @Test
  void a_license_for_one_device_says_so() {
    String device = "B".repeat(42) + "A";
    issue("bound.license", "--device", device);
    assertThat(
            opta("license", "verify", file("bound.license"), "--key", publicKey, "--device", device)
                .exit())
        .isZero();
    Run other =
        opta(
            "license",
            "verify",
            file("bound.license"),
            "--key",
            publicKey,
            "--device",
            "C".repeat(42) + "A",
            "--json");
    assertThat(other.exit()).isEqualTo(7);
    assertThat(other.json().text("state")).contains("wrong-device");
  }

  @Test
  void what_cannot_be_signed_is_refused_before_the_passphrase_is_asked_for() {
    for (String[] wrong :
        new String[][] {
          {"--tier", "Team!"},
          {"--features", "lmx,acme/robot"},
          {"--features", ""},
          {"--air-gap", "0"},
          {"--air-gap", "400"},
          {"--days", "-1"},
          {"--device", "laptop"},
        }) {
      List<String> args =
          new java.util.ArrayList<>(List.of("license", "issue", file("no-such.key")));
      args.addAll(List.of(wrong));
      if (!wrong[0].equals("--tier")) {
        args.addAll(List.of("--tier", "team"));
      }
      if (!wrong[0].equals("--features")) {
        args.addAll(List.of("--features", "acme/robot"));
      }
      Run run = opta(args.toArray(String[]::new));
      assertThat(run.exit()).as(String.join(" ", wrong)).isEqualTo(2);
    }
  }

  @Test
  void a_custody_file_or_rubbish_is_no_key() throws IOException {
    Files.writeString(folder.resolve("rubbish.key"), "rubbish");
    assertThat(opta("license", "keys", file("rubbish.key")).exit()).isEqualTo(7);
    assertThat(opta("license", "keys", file("no-such.key")).exit()).isEqualTo(1);
  }
}
