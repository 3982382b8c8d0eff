package com.optalocal.accounts.bootstrap.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.optalocal.accounts.bootstrap.command.CommandFailed;
import com.optalocal.accounts.bootstrap.command.ExitCode;
import com.optalocal.accounts.bootstrap.home.Environment;
import com.optalocal.accounts.bootstrap.home.Home;
import com.optalocal.accounts.domain.session.PortalUrl;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {
  @TempDir private Path folder;

  private Settings load(Map<String, String> variables) {
    Map<String, String> all = new TreeMap<>(variables);
    all.put("HOME", folder.toString());
    Environment environment = new Environment(all, new Properties());
    return Settings.load(environment, Home.of(environment));
  }

  private Path file() {
    return folder.resolve(".config/opta/config.json");
  }

  private void write(String json) throws IOException {
    Files.createDirectories(file().getParent());
    Files.writeString(file(), json);
  }

  private void assertRefused(String saying) {
    assertThatThrownBy(() -> load(Map.of()))
        .isInstanceOfSatisfying(
            CommandFailed.class,
            failed -> {
              assertThat(failed.exit()).isEqualTo(ExitCode.USAGE);
              assertThat(failed.what() + "\n" + failed.why() + "\n" + failed.next())
                  .contains(saying);
            });
  }

  @Test
  void every_key_variable_and_default_is_pinned() {
    Settings settings = load(Map.of());
    Map<String, String> pinned = new TreeMap<>();
    for (Setting setting : Setting.values()) {
      pinned.put(
          setting.key() + " " + setting.variable(),
          settings.find(setting).map(Settings.Origin::value).orElse("-"));
    }
    assertThat(pinned)
        .containsExactlyInAnyOrderEntriesOf(
            Map.ofEntries(
                Map.entry("portal OPTA_PORTAL", "https://accounts.optalocal.com"),
                Map.entry("portal.port OPTA_HTTP_PORT", "7410"),
                Map.entry("redirects.allow OPTA_REDIRECTS_ALLOW", "*.optalocal.com"),
                Map.entry("messages.smtp OPTA_MESSAGES_SMTP", "-"),
                Map.entry("messages.smtp.password-file OPTA_MESSAGES_SMTP_PASSWORD_FILE", "-"),
                Map.entry("messages.from OPTA_MESSAGES_FROM", "opta@localhost"),
                Map.entry("messages.webhook OPTA_MESSAGES_WEBHOOK", "-"),
                Map.entry("messages.webhook.secret-file OPTA_MESSAGES_WEBHOOK_SECRET_FILE", "-"),
                Map.entry("messages.pause-seconds OPTA_MESSAGES_PAUSE_SECONDS", "60"),
                Map.entry("messages.lifetime-minutes OPTA_MESSAGES_LIFETIME_MINUTES", "60"),
                Map.entry("accounts.email-proof OPTA_ACCOUNTS_EMAIL_PROOF", "-"),
                Map.entry("accounts.phone-proof OPTA_ACCOUNTS_PHONE_PROOF", "-"),
                Map.entry("accounts.phones OPTA_ACCOUNTS_PHONES", "on"),
                Map.entry("accounts.guests OPTA_ACCOUNTS_GUESTS", "off"),
                Map.entry("accounts.secure-email-change OPTA_ACCOUNTS_SECURE_EMAIL_CHANGE", "on"),
                Map.entry("accounts.reauthenticate OPTA_ACCOUNTS_REAUTHENTICATE", "off"),
                Map.entry("passwords.breached OPTA_PASSWORDS_BREACHED", "-"),
                Map.entry("passkeys OPTA_PASSKEYS", "on"),
                Map.entry("passkeys.origins OPTA_PASSKEYS_ORIGINS", "-"),
                Map.entry("keys.os-keychain OPTA_KEYS_OS_KEYCHAIN", "on")));
  }

  @Test
  void the_environment_wins_over_the_file_and_the_file_over_the_default() throws IOException {
    assertThat(load(Map.of()).find(Setting.PORTAL_PORT))
        .contains(new Settings.Origin("7410", "default"));
    write("{\"portal.port\": 8000}");
    assertThat(load(Map.of()).find(Setting.PORTAL_PORT))
        .contains(new Settings.Origin("8000", "config.json"));
    assertThat(load(Map.of("OPTA_HTTP_PORT", "9000")).find(Setting.PORTAL_PORT))
        .contains(new Settings.Origin("9000", "OPTA_HTTP_PORT"));
  }

  @Test
  void values_arrive_as_what_they_are() throws IOException {
    write("{\"portal\": \"https://accounts.example.test\", \"keys.os-keychain\": \"off\"}");
    assertThat(load(Map.of()).portal()).isEqualTo(new PortalUrl("https://accounts.example.test"));
    assertThat(load(Map.of()).copiesKeysToKeychain()).isFalse();
    assertThat(load(Map.of("OPTA_KEYS_OS_KEYCHAIN", "on")).copiesKeysToKeychain()).isTrue();
  }

  @Test
  void a_chosen_value_is_told_from_the_default() throws IOException {
    assertThat(load(Map.of()).isChosen(Setting.PORTAL_PORT)).isFalse();
    assertThat(load(Map.of("OPTA_HTTP_PORT", "7410")).isChosen(Setting.PORTAL_PORT)).isTrue();
    write("{\"portal.port\": 7410}");
    assertThat(load(Map.of()).isChosen(Setting.PORTAL_PORT)).isTrue();
  }

  @Test
  void an_unknown_key_refuses_to_start_and_names_the_nearest() throws IOException {
    write("{\"portal.prot\": 8000}");
    assertRefused("Did you mean `portal.port`?");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"portal.port\": 80}",
        "{\"portal.port\": 70000}",
        "{\"portal.port\": \"x\"}",
        "{\"portal.port\": [7410]}",
        "{\"portal\": \"http://example.test\"}",
        "{\"portal\": null}",
        "{\"redirects.allow\": \"https://a.example\"}",
        "{\"redirects.allow\": \"a.example, b.example\"}",
        "{\"keys.os-keychain\": \"maybe\"}"
      })
  void a_value_that_cannot_be_refuses_to_start(String json) throws IOException {
    write(json);
    assertRefused("config.json cannot be used");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "[]", "{} {}", "{\"portal.port\": 1, \"portal.port\": 2}"})
  void a_file_that_is_not_one_flat_object_refuses_to_start(String json) throws IOException {
    write(json);
    assertRefused("Correct or remove");
  }

  @Test
  void a_bad_variable_is_named_without_its_value() {
    assertThatThrownBy(() -> load(Map.of("OPTA_HTTP_PORT", "sk-secret")).portalPort())
        .isInstanceOfSatisfying(
            CommandFailed.class,
            failed ->
                assertThat(failed.what() + failed.why())
                    .contains("OPTA_HTTP_PORT")
                    .doesNotContain("sk-secret"));
  }

  @Test
  void writing_keeps_the_other_keys_and_the_file_private() throws IOException {
    ConfigFile config = new ConfigFile(file());
    config.write(Setting.PORTAL, "http://localhost:7410");
    config.write(Setting.PORTAL_PORT, "7411");
    assertThat(config.read())
        .isEqualTo(Map.of(Setting.PORTAL, "http://localhost:7410", Setting.PORTAL_PORT, "7411"));
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
        .isEqualTo("rw-------");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file().getParent())))
        .isEqualTo("rwx------");
  }
}
