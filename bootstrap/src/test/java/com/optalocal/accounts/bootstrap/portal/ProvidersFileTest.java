package com.optalocal.accounts.bootstrap.portal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.optalocal.accounts.adapters.http.identity.ProviderSettings;
import com.optalocal.accounts.bootstrap.command.CommandFailed;
import com.optalocal.accounts.bootstrap.home.Environment;
import com.optalocal.accounts.bootstrap.home.Home;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProvidersFileTest {
  private static final String SECRET = "hush-hush-hush";
  @TempDir Path folder;

  private List<ProviderSettings> read(String json) throws IOException {
    Files.writeString(folder.resolve("providers.json"), json);
    return file().read().providers();
  }

  private ProvidersFile file() {
    return new ProvidersFile(
        new Home(folder, folder, folder, folder, false),
        new Environment(Map.of("ACME_SECRET", SECRET), new Properties()));
  }

  private void secret(String name, String permissions) throws IOException {
    Path file = Files.writeString(folder.resolve(name), SECRET + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
  }

  @Test
  void without_the_file_there_are_no_providers() {
    assertThat(file().read()).isEqualTo(new ProvidersFile.Content(List.of(), true));
  }

  @Test
  void linking_can_be_turned_off() throws IOException {
    Files.writeString(folder.resolve("providers.json"), "{\"linking\": false}");
    assertThat(file().read().linking()).isFalse();
  }

  @Test
  void every_kind_of_provider_is_read() throws IOException {
    secret("google.secret", "rw-------");
    secret("apple.p8", "r--------");

    List<ProviderSettings> all =
        read(
            """
            {
              "google": {"client-id": "g", "client-secret-file": "google.secret"},
              "apple": {"client-id": "a", "team-id": "T", "key-id": "K", "key-file": "apple.p8"},
              "acme": {
                "issuer": "https://id.acme.example", "client-id": "c",
                "client-secret-env": "ACME_SECRET", "scopes": "openid groups",
                "groups-claim": "groups", "label": "Acme"
              },
              "plain": {"issuer": "http://localhost:9999", "client-id": "p"}
            }
            """);

    assertThat(all)
        .extracting(ProviderSettings::label)
        .containsExactlyInAnyOrder("Google", "Apple", "Acme", "plain");
    ProviderSettings acme = named(all, "acme");
    assertThat(acme.scopes()).containsExactly("openid", "groups");
    assertThat(acme.groups()).isEqualTo(Optional.of("groups"));
    assertThat(((ProviderSettings.ClientKey.Shared) acme.key()).secret().reveal())
        .isEqualTo(SECRET);
    assertThat(((ProviderSettings.ClientKey.Shared) named(all, "google").key()).secret().reveal())
        .isEqualTo(SECRET);
    assertThat(named(all, "apple").formPost()).isTrue();
    assertThat(named(all, "plain").key()).isEqualTo(new ProviderSettings.ClientKey.None());
    assertThat(all.toString()).doesNotContain(SECRET);
  }

  private static ProviderSettings named(List<ProviderSettings> all, String name) {
    return all.stream()
        .filter(one -> one.provider().value().equals(name))
        .findFirst()
        .orElseThrow();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[]",
        "{",
        "{\"google\": 1}",
        "{\"linking\": \"off\"}",
        "{\"email\": {\"issuer\": \"https://a.example\", \"client-id\": \"c\"}}",
        "{\"No Name\": {\"issuer\": \"https://a.example\", \"client-id\": \"c\"}}",
        "{\"acme\": {\"issuer\": \"https://a.example\"}}",
        "{\"acme\": {\"issuer\": \"http://a.example\", \"client-id\": \"c\"}}",
        "{\"acme\": {\"issuer\": \"https://a.example\", \"client-id\": \"c\", \"sekret\": \"x\"}}",
        "{\"acme\": {\"issuer\": \"https://a.example\", \"client-id\": \"c\", \"client-secret\": \"x\"}}",
        "{\"acme\": {\"issuer\": \"https://a.example\", \"client-id\": \"c\", \"scopes\": \"email\"}}",
        "{\"acme\": {\"issuer\": \"https://a.example\", \"client-id\": \"c\", \"client-secret-env\": \"NONE\"}}",
        "{\"google\": {\"client-id\": \"c\"}}",
        "{\"google\": {\"client-id\": \"c\", \"client-secret-file\": \"none\"}}",
        "{\"google\": {\"client-id\": \"c\", \"client-secret-file\": \"open.secret\"}}",
        "{\"google\": {\"client-id\": \"c\", \"issuer\": \"https://evil.example\"}}"
      })
  void what_cannot_be_used_stops_the_start(String json) throws IOException {
    secret("open.secret", "rw-r--r--");

    assertThatThrownBy(() -> read(json))
        .isInstanceOf(CommandFailed.class)
        .hasMessageNotContaining(SECRET);
  }
}
