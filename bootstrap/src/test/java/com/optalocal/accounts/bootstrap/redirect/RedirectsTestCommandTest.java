package com.optalocal.accounts.bootstrap.redirect;

import static org.assertj.core.api.Assertions.assertThat;

import com.optalocal.accounts.adapters.http.JsonText;
import com.optalocal.accounts.adapters.http.JsonValue;
import com.optalocal.accounts.bootstrap.CommandRun;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RedirectsTestCommandTest {
  private static CommandRun ask(String input, String... args) throws InterruptedException {
    return CommandRun.of(Map.of(), input, "portal redirects test", args);
  }

  @Test
  void each_target_has_its_line_and_a_denied_one_its_exit_code() throws InterruptedException {
    CommandRun asked = ask("", "/keys", "//evil.example", "https://app.optalocal.com/");
    assertThat(asked.exit()).isEqualTo(4);
    assertThat(asked.out())
        .isEqualTo("allow  /keys\ndeny   //evil.example\nallow  https://app.optalocal.com/\n");
    assertThat(ask("", "/", "opta://open").exit()).isZero();
  }

  @Test
  void standard_input_is_read_line_by_line_and_nothing_is_trimmed() throws InterruptedException {
    CommandRun asked = ask("/a\n/b \n\n/c\r\n/d", "-");
    assertThat(asked.out())
        .isEqualTo("allow  /a\ndeny   /b \ndeny   \ndeny   /c\\u000d\nallow  /d\n");
    assertThat(asked.exit()).isEqualTo(4);
    assertThat(ask("", "-").out()).isEmpty();
  }

  @Test
  void parted_by_nul_a_target_may_hold_line_ends() throws InterruptedException {
    assertThat(ask("/a\n/b\0/c\0", "--null", "-").out())
        .isEqualTo("deny   /a\\u000a/b\nallow  /c\n");
  }

  @Test
  void what_would_steer_a_terminal_is_shown_as_text() throws InterruptedException {
    assertThat(ask("", "/\u001b[2J\u202e\ud83d").out())
        .isEqualTo("deny   /\\u001b[2J\\u202e\\ud83d\n");
  }

  @Test
  void what_is_too_long_or_no_utf8_is_denied_and_the_rest_goes_on() throws InterruptedException {
    CommandRun asked =
        CommandRun.of(
            Map.of(),
            ("/" + "a".repeat(100_000) + "\n/\u00e9\n/b\n")
                .getBytes(java.nio.charset.StandardCharsets.ISO_8859_1),
            "portal redirects test",
            "-");
    assertThat(asked.out().lines().map(line -> line.substring(0, 9)))
        .containsExactly("deny   /a", "deny   /\\", "allow  /b");
  }

  @Test
  void json_is_one_object_a_line() throws InterruptedException {
    CommandRun asked = ask("", "--json", "/a", "/\\b");
    assertThat(asked.exit()).isEqualTo(4);
    JsonValue.Fields denied =
        JsonText.readFields(
            asked
                .out()
                .lines()
                .toList()
                .getLast()
                .getBytes(java.nio.charset.StandardCharsets.UTF_8));
    assertThat(asked.out().lines()).hasSize(2);
    assertThat(denied.text("target")).contains("/\\b");
    assertThat(denied.isTrue("allowed")).isFalse();
    assertThat(denied.text("goesTo")).contains("/");
  }

  @Test
  void hosts_come_from_the_settings_or_the_option() throws InterruptedException {
    String target = "https://app.example.com/";
    assertThat(ask("", target).exit()).isEqualTo(4);
    assertThat(ask("", "--allow", "app.example.com", target).exit()).isZero();
    assertThat(ask("", "--allow", "*.example.com", "--allow", "a.test", target).exit()).isZero();
    assertThat(
            CommandRun.of(
                    Map.of("OPTA_REDIRECTS_ALLOW", "*.example.com"),
                    "",
                    "portal redirects test",
                    target)
                .exit())
        .isZero();
    CommandRun refused = ask("", "--allow", "https://evil.example", target);
    assertThat(refused.exit()).isEqualTo(2);
    assertThat(refused.err()).contains("--allow").doesNotContain("evil");
  }

  @Test
  void without_a_target_it_says_what_to_do() throws InterruptedException {
    assertThat(ask("").exit()).isEqualTo(2);
    assertThat(ask("").err()).contains("`-` reads standard input");
  }
}
