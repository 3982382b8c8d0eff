package com.optalocal.accounts.adapters.keychain.session;

import static com.optalocal.accounts.application.session.SessionSamples.ANA;
import static com.optalocal.accounts.application.session.SessionSamples.BEN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.optalocal.accounts.adapters.keychain.PrivateFolder;
import com.optalocal.accounts.application.CustodyUnavailable;
import com.optalocal.accounts.application.CustodyUnavailable.Reason;
import com.optalocal.accounts.application.session.SessionSamples;
import com.optalocal.accounts.domain.UserId;
import com.optalocal.accounts.domain.device.DeviceId;
import com.optalocal.accounts.domain.identity.Email;
import com.optalocal.accounts.domain.identity.User;
import com.optalocal.accounts.domain.organization.ProjectRef;
import com.optalocal.accounts.domain.session.AccountSummary;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class AccountFileTest {
  /// As the product's documentation prints it.
  private static final String DOCUMENTED =
      """
      {
        "project": "cytjsmezydytbmjrolyz",
        "session": {
          "access_token": "...",
          "refresh_token": "...",
          "token_type": "bearer",
          "expires_in": 3600,
          "expires_at": 1772619852
        },
        "user": {
          "id": "user_123",
          "email": "matthew@optamize.biz"
        },
        "updatedAt": "2026-03-04T09:41:03.000Z",
        "deviceId": "dev_abc123"
      }
      """;

  @TempDir Path home;
  private Path file;
  private PrivateFolder folder;
  private AccountFile account;

  @BeforeEach
  void account() {
    folder = new PrivateFolder(home.resolve("opta"));
    account = new AccountFile(folder);
    file = home.resolve("opta/account.json");
  }

  @Test
  void the_documented_file_is_read() {
    put(DOCUMENTED);
    assertThat(account.read())
        .contains(
            new AccountSummary(
                new ProjectRef("cytjsmezydytbmjrolyz"),
                new User(
                    new UserId("user_123"),
                    new Email("matthew@optamize.biz"),
                    Optional.empty(),
                    Instant.EPOCH),
                Instant.parse("2026-03-04T10:24:12Z"),
                Instant.parse("2026-03-04T09:41:03Z"),
                Optional.of(new DeviceId("dev_abc123"))));
  }

  @Test
  void what_is_written_has_the_documented_fields() throws IOException {
    account.write(
        SessionSamples.of(BEN, "x"), Optional.of(new DeviceId("dev_abc123")), true, () -> {});
    assertThat(Files.readString(file))
        .isEqualTo(
            """
            {
              "project" : "cytjsmezydytbmjrolyz",
              "session" : {
                "access_token" : "access-x",
                "refresh_token" : "refresh-x",
                "token_type" : "bearer",
                "expires_in" : 3600,
                "expires_at" : 1772619852
              },
              "user" : {
                "id" : "user_123",
                "email" : "ben@example.com",
                "created_at" : "1970-01-01T00:00:00.000Z"
              },
              "updatedAt" : "2026-03-04T09:24:13.000Z",
              "deviceId" : "dev_abc123"
            }\
            """
                .replace("\n", System.lineSeparator()));
  }

  @Test
  void without_tokens_it_says_the_same_of_everything_else() throws IOException {
    account.write(SessionSamples.of(ANA, "x"), Optional.empty(), false, () -> {});
    assertThat(Files.readString(file))
        .doesNotContain("access_token", "refresh_token", "deviceId", "access-x", "refresh-x")
        .contains("\"token_type\" : \"bearer\"", "\"name\" : \"Ana Zoë\"");
    assertThat(account.read())
        .contains(AccountFile.summary(SessionSamples.of(ANA, "x"), Optional.empty()));
  }

  @Test
  void fields_of_later_versions_are_passed_over() {
    put(DOCUMENTED.replaceFirst("\\{", "{\"later\": [{\"project\": 1}], "));
    assertThat(account.read()).isPresent();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "null",
        "[]",
        "\"cytjsmezydytbmjrolyz\"",
        "{}",
        "{} {}",
        "{\"project\":\"cytjsmezydytbmjrolyz\"}",
        "not json at all"
      })
  void what_is_no_account_is_damaged(String text) {
    put(text);
    assertDamaged();
  }

  @Test
  void a_file_that_ends_too_early_is_damaged_wherever_it_ends() {
    for (int length = 0; length < DOCUMENTED.strip().length(); length++) {
      put(DOCUMENTED.substring(0, length));
      assertDamaged();
    }
  }

  @Test
  void anything_behind_the_object_is_damage() {
    put(DOCUMENTED + "{}");
    assertDamaged();
    put(DOCUMENTED + "x");
    assertDamaged();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"project\": \"aaaaaaaaaaaaaaaaaaaa\"",
        "\"user\": {\"id\": \"root\", \"email\": \"root@example.com\"}",
        "\"later\": {\"twice\": 1, \"twice\": 2}"
      })
  void a_name_that_stands_twice_is_damage(String field) {
    put(DOCUMENTED.replaceFirst("\\{", "{" + field + ", "));
    assertDamaged();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"project\": 7",
        "\"project\": \"short\"",
        "\"session\": []",
        "\"session\": {}",
        "\"session\": {\"expires_at\": \"1772619852\"}",
        "\"session\": {\"expires_at\": 1.5}",
        "\"session\": {\"expires_at\": 99999999999999999999}",
        "\"session\": {\"expires_at\": -1}",
        "\"session\": {\"expires_at\": 1, \"token_type\": \"dpop\"}",
        "\"user\": null",
        "\"user\": {\"id\": \"user_123\"}",
        "\"user\": {\"id\": \"user 123\", \"email\": \"matthew@optamize.biz\"}",
        "\"user\": {\"id\": \"user_123\", \"email\": \"matthew\"}",
        "\"updatedAt\": 0",
        "\"updatedAt\": \"yesterday\"",
        "\"deviceId\": \"../../etc\""
      })
  void a_value_of_another_form_is_damage(String field) {
    String name = field.substring(0, field.indexOf(':'));
    String rest = DOCUMENTED.replace(name + ":", "\"unused\":");
    put(rest.replaceFirst("\\{", "{" + field + ", "));
    assertDamaged();
  }

  @Test
  void a_huge_file_is_refused_before_it_is_read_and_a_deep_one_after() {
    put("{\"later\": \"" + "x".repeat(64 * 1024) + "\"}");
    assertDamaged();
    put("{\"later\": " + "[".repeat(30_000));
    assertDamaged();
  }

  @Test
  void messages_name_the_file_and_the_fix_and_never_what_stands_in_it() {
    put(DOCUMENTED.replace("dev_abc123", "S3CRET!"));
    assertThatThrownBy(account::read)
        .hasMessageContaining(file + "; remove it and sign in again: opta login")
        .hasMessageNotContaining("S3CRET");
  }

  private void put(String text) {
    folder.write("account.json", text.getBytes(StandardCharsets.UTF_8));
  }

  private void assertDamaged() {
    assertThatThrownBy(account::read)
        .isInstanceOfSatisfying(
            CustodyUnavailable.class, e -> assertThat(e.reason()).isEqualTo(Reason.DAMAGED));
  }
}
