package com.optalocal.accounts.bootstrap.terminal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.optalocal.accounts.adapters.http.JsonValue;
import com.optalocal.accounts.bootstrap.home.Environment;
import com.optalocal.accounts.domain.SecretBytes;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class TerminalTest {
  private static final String ESCAPE = "\u001b[";
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  private Terminal terminal(
      String tty, Map<String, String> variables, Terminal.Wishes wishes, String input) {
    Properties properties = new Properties();
    properties.put("opta.tty", tty);
    Map<String, String> all = new TreeMap<>(Map.of("LANG", "C.UTF-8", "TERM", "xterm"));
    all.putAll(variables);
    return new Terminal(
        new Terminal.Streams(
            new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
            new PrintStream(out, false, StandardCharsets.UTF_8),
            new PrintStream(err, false, StandardCharsets.UTF_8)),
        new Environment(all, properties),
        wishes);
  }

  private String printed(String tty, Map<String, String> variables, Terminal.Wishes wishes) {
    out.reset();
    Terminal terminal = terminal(tty, variables, wishes, "");
    terminal.done("fine");
    terminal.flush();
    return out.toString(StandardCharsets.UTF_8);
  }

  private static Terminal.Wishes none() {
    return new Terminal.Wishes(false, false, false);
  }

  @Test
  void color_is_for_terminals_that_nobody_told_to_do_without() {
    assertThat(printed("012", Map.of(), none())).contains(ESCAPE);
    assertThat(printed("02", Map.of(), none())).doesNotContain(ESCAPE);
    assertThat(printed("012", Map.of("NO_COLOR", "1"), none())).doesNotContain(ESCAPE);
    assertThat(printed("012", Map.of("CI", "true"), none())).doesNotContain(ESCAPE);
    assertThat(printed("012", Map.of("TERM", "dumb"), none())).doesNotContain(ESCAPE);
    assertThat(printed("012", Map.of(), new Terminal.Wishes(false, true, false)))
        .doesNotContain(ESCAPE);
  }

  @Test
  void marks_are_ascii_where_the_locale_is_not_utf_8() {
    assertThat(printed("-", Map.of("LANG", "C"), none())).isEqualTo("ok fine\n");
    assertThat(printed("-", Map.of("LC_ALL", "POSIX"), none())).isEqualTo("ok fine\n");
    assertThat(printed("-", Map.of("LANG", "de_DE.utf8"), none())).isEqualTo("✓ fine\n");
    assertThat(printed("-", Map.of(), new Terminal.Wishes(false, false, true)))
        .isEqualTo("ok fine\n");
  }

  @Test
  void json_silences_everything_but_the_object_and_warnings() {
    Terminal terminal = terminal("-", Map.of(), new Terminal.Wishes(true, false, false), "");
    terminal.step("step");
    terminal.done("done");
    terminal.line("line");
    terminal.warn("careful");
    terminal.json(JsonValue.fields().put("ok", true).build());
    terminal.flush();
    assertThat(out.toString(StandardCharsets.UTF_8)).startsWith("{").doesNotContain("done", "line");
    assertThat(err.toString(StandardCharsets.UTF_8)).isEqualTo("! careful\n");
  }

  @Test
  void a_refusal_is_three_lines_on_standard_error() {
    Terminal terminal = terminal("-", Map.of(), none(), "");
    terminal.failed("What", "Why", "Next");
    assertThat(err.toString(StandardCharsets.UTF_8)).isEqualTo("✗ What\n  Why\n  Next\n");
    assertThat(out.size()).isZero();
  }

  @Test
  void a_spinner_draws_on_standard_error_only_where_somebody_looks_and_leaves_nothing() {
    Terminal unseen = terminal("01", Map.of(), none(), "");
    unseen.busy("waiting").close();
    assertThat(err.size()).isZero();
    Terminal seen = terminal("012", Map.of(), none(), "");
    Spinner spinner = seen.busy("waiting");
    spinner.close();
    assertThat(err.toString(StandardCharsets.UTF_8)).endsWith("\r\u001b[K");
    assertThat(out.size()).isZero();
  }

  @Test
  void lines_are_read_one_by_one_and_secrets_keep_every_byte() {
    Prompt prompt = terminal("-", Map.of(), none(), "päss wörd \r\nsecond\n\nlast").prompt();
    assertThat(prompt.isInteractive()).isFalse();
    try (SecretBytes secret = prompt.secret("?").orElseThrow()) {
      assertThat(secret.<String>use(bytes -> new String(bytes, StandardCharsets.UTF_8)))
          .isEqualTo("päss wörd ");
    }
    assertThat(prompt.line("?")).contains("second");
    assertThat(prompt.secret("?")).isEmpty();
    assertThat(prompt.line("?")).contains("last");
    assertThat(prompt.line("?")).isEmpty();
    assertThat(err.size()).describedAs("nobody is asked where nobody sits").isZero();
  }

  @Test
  void standard_input_as_a_whole_loses_one_line_end_and_no_more() {
    assertThat(whole("value\n")).isEqualTo("value");
    assertThat(whole("value\r\n")).isEqualTo("value");
    assertThat(whole("two\nlines\n\n")).isEqualTo("two\nlines\n");
    assertThat(whole("bare")).isEqualTo("bare");
    assertThat(whole("")).isEmpty();
  }

  @Test
  void standard_input_that_is_too_long_is_refused() {
    Prompt prompt = terminal("-", Map.of(), none(), "x".repeat(101)).prompt();
    assertThatThrownBy(() -> prompt.everything(100)).isInstanceOf(IllegalArgumentException.class);
    assertThat(whole("y".repeat(100) + "\n")).hasSize(100);
  }

  private String whole(String input) {
    try (SecretBytes all = terminal("-", Map.of(), none(), input).prompt().everything(100)) {
      return all.use(bytes -> new String(bytes, StandardCharsets.UTF_8));
    }
  }

  @Test
  void columns_align_by_characters_and_end_without_blanks() {
    assertThat(new Columns().row("Zoë", "1", "x").row("Ana-Maria", "22", "").lines())
        .containsExactly("  Zoë        1   x", "  Ana-Maria  22");
  }

  @Test
  void times_are_told_in_their_largest_unit() {
    Instant now = Instant.parse("2026-11-22T12:00:00Z");
    assertThat(Ago.of(now.minusSeconds(59), now)).isEqualTo("just now");
    assertThat(Ago.of(now.plusSeconds(5), now)).isEqualTo("just now");
    assertThat(Ago.of(now.minus(Duration.ofMinutes(59)), now)).isEqualTo("59 min ago");
    assertThat(Ago.of(now.minus(Duration.ofHours(23)), now)).isEqualTo("23 h ago");
    assertThat(Ago.of(now.minus(Duration.ofHours(47)), now)).isEqualTo("1 day ago");
    assertThat(Ago.of(now.minus(Duration.ofDays(3)), now)).isEqualTo("3 days ago");
  }
}
