package com.optalocal.accounts.bootstrap.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.optalocal.accounts.adapters.http.JsonText;
import com.optalocal.accounts.adapters.http.JsonValue;
import com.optalocal.accounts.application.CustodyUnavailable;
import com.optalocal.accounts.bootstrap.home.Environment;
import com.optalocal.accounts.bootstrap.terminal.Terminal;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class DispatchTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final AtomicReference<String> seen = new AtomicReference<>("");

  private interface Body {
    ExitCode run(Invocation call);
  }

  private record TestCommand(Usage usage, Body body) implements Command {
    @Override
    public ExitCode run(Invocation call) {
      return body.run(call);
    }
  }

  private final Node.Group root =
      Node.group(
          "opta",
          "Root",
          () ->
              List.of(
                  Node.leaf("push", "Push", this::push),
                  Node.leaf("run", "Run", this::runs),
                  Node.leaf("locked", "Locked", this::locked)));

  private Command push() {
    return new TestCommand(
        Usage.of("Push")
            .needs("NAME", "a name")
            .takes("-|VALUE", "a value")
            .option("--label", "TEXT", "a label")
            .example("opta push a -"),
        call -> {
          seen.set(
              call.positional(0).orElse("none")
                  + "|"
                  + call.positional(1).orElse("none")
                  + "|"
                  + call.option("--label", DispatchTest::label).orElse("none"));
          call.terminal().done("pushed");
          call.terminal().json(JsonValue.fields().put("ok", true).build());
          return ExitCode.OK;
        });
  }

  private Command runs() {
    return new TestCommand(
        Usage.of("Run")
            .options("--only", "NAME", "names")
            .needsCommandLine("CMD", "a program")
            .withoutJson()
            .example("opta run -- x"),
        call -> {
          seen.set(call.options("--only") + "|" + call.commandLine(0));
          return ExitCode.passedOn(42);
        });
  }

  private Command locked() {
    return new TestCommand(
        Usage.of("Locked").example("opta locked"),
        call -> {
          throw new CustodyUnavailable(
              CustodyUnavailable.Reason.UNSAFE_FILE, "account.json: chmod 600 account.json");
        });
  }

  private static String label(String text) {
    if (text.equals("bad")) {
      throw new IllegalArgumentException("a label is never so");
    }
    return text;
  }

  private int opta(String... args) throws InterruptedException {
    Terminal.Streams streams =
        new Terminal.Streams(
            new ByteArrayInputStream(new byte[0]),
            new PrintStream(out, false, StandardCharsets.UTF_8),
            new PrintStream(err, false, StandardCharsets.UTF_8));
    Environment environment =
        new Environment(Map.of("LANG", "C.UTF-8"), properties(Map.of("opta.tty", "-")));
    return new Dispatch(root, (path, group) -> push(), environment, streams).run(args).number();
  }

  private static Properties properties(Map<String, String> values) {
    Properties properties = new Properties();
    properties.putAll(values);
    return properties;
  }

  private String out() {
    return out.toString(StandardCharsets.UTF_8);
  }

  private String err() {
    return err.toString(StandardCharsets.UTF_8);
  }

  @Test
  void options_and_positionals_reach_the_command() throws InterruptedException {
    assertThat(opta("push", "anthropic", "--label", "work", "-")).isZero();
    assertThat(seen).hasValue("anthropic|-|work");
    assertThat(out()).isEqualTo("✓ pushed\n");
  }

  @Test
  void json_is_the_only_thing_on_standard_output() throws InterruptedException {
    assertThat(opta("push", "anthropic", "--json")).isZero();
    assertThat(JsonText.readFields(out.toByteArray()).isTrue("ok")).isTrue();
  }

  @Test
  void everything_after_the_first_word_of_a_command_line_is_the_programs()
      throws InterruptedException {
    assertThat(opta("run", "--only", "a", "--only", "b", "--", "npm", "--json", "--help"))
        .isEqualTo(42);
    assertThat(seen).hasValue("[a, b]|[npm, --json, --help]");
  }

  @Test
  void a_command_line_works_without_the_two_dashes() throws InterruptedException {
    assertThat(opta("run", "sh", "-c", "exit 3")).isEqualTo(42);
    assertThat(seen).hasValue("[]|[sh, -c, exit 3]");
  }

  @Test
  void a_missing_positional_is_named() throws InterruptedException {
    assertThat(opta("push")).isEqualTo(2);
    assertThat(err()).startsWith("✗ Something is missing: NAME\n");
  }

  @Test
  void an_unknown_option_is_answered_with_the_nearest_and_not_repeated()
      throws InterruptedException {
    assertThat(opta("push", "a", "--lable=sk-secret")).isEqualTo(2);
    assertThat(err()).contains("Did you mean `--label`?").doesNotContain("sk-secret", "--lable");
    assertThat(out()).isEmpty();
  }

  @Test
  void a_word_too_many_is_not_repeated() throws InterruptedException {
    assertThat(opta("push", "a", "b", "sk-secret")).isEqualTo(2);
    assertThat(err()).contains("does not take that many words").doesNotContain("sk-secret");
  }

  @Test
  void an_option_given_twice_is_refused() throws InterruptedException {
    assertThat(opta("push", "a", "--label", "x", "--label", "y")).isEqualTo(2);
    assertThat(err()).contains("An option was given twice");
  }

  @Test
  void an_option_without_its_value_is_refused() throws InterruptedException {
    assertThat(opta("push", "a", "--label")).isEqualTo(2);
    assertThat(err())
        .isEqualTo(
            """
            ✗ Something is missing: --label TEXT
              `opta push --help` shows what it takes
            """);
  }

  @Test
  void a_value_that_cannot_be_is_refused_with_why_and_what_next() throws InterruptedException {
    assertThat(opta("push", "a", "--label", "bad")).isEqualTo(2);
    assertThat(err())
        .isEqualTo(
            """
            ✗ What was given for --label cannot be used
              A label is never so
              `opta push --help` shows what it takes
            """);
  }

  @Test
  void one_letter_suggests_nothing() throws InterruptedException {
    assertThat(opta("push", "a", "-v")).isEqualTo(2);
    assertThat(err()).contains("has no such option").doesNotContain("Did you mean");
  }

  @Test
  void what_cannot_be_written_is_a_failure() throws InterruptedException {
    Terminal.Streams full =
        new Terminal.Streams(
            new ByteArrayInputStream(new byte[0]),
            new PrintStream(
                new OutputStream() {
                  @Override
                  public void write(int b) throws IOException {
                    throw new IOException("no space left on device");
                  }
                }),
            new PrintStream(err, false, StandardCharsets.UTF_8));
    Environment environment = new Environment(Map.of(), properties(Map.of("opta.tty", "-")));
    Dispatch dispatch = new Dispatch(root, (path, group) -> push(), environment, full);
    assertThat(dispatch.runAndDeliver("push", "--help")).isEqualTo(ExitCode.FAILED);
    assertThat(err()).isEqualTo("x Standard output could not be written\n");
    assertThat(dispatch.runAndDeliver("run", "x"))
        .as("the program's own")
        .isEqualTo(new ExitCode(42, "failed"));
  }

  @Test
  void a_program_s_help_shows_where_its_options_end() throws InterruptedException {
    assertThat(opta("run", "--help")).isZero();
    assertThat(out()).contains("  opta run [OPTIONS] -- CMD …\n");
  }

  @Test
  void a_refusal_in_json_is_one_object_on_standard_output() throws InterruptedException {
    assertThat(opta("psuh", "--json")).isEqualTo(2);
    JsonValue.Fields refusal = JsonText.readFields(out.toByteArray());
    assertThat(refusal.members().keySet())
        .containsExactly("ok", "kind", "code", "title", "detail", "next");
    assertThat(refusal.text("kind")).contains("usage");
    assertThat(err()).isEmpty();
  }

  @Test
  void a_program_behind_two_dashes_does_not_ask_for_json() throws InterruptedException {
    assertThat(opta("rnu", "--", "x", "--json")).isEqualTo(2);
    assertThat(out()).isEmpty();
    assertThat(err()).contains("Did you mean `run`?");
  }

  @Test
  void custody_that_cannot_be_used_reads_like_every_other_refusal() throws InterruptedException {
    assertThat(opta("locked")).isPositive();
    assertThat(err()).contains("chmod 600 account.json").doesNotContain("Exception", "\tat ");
  }

  @Test
  void help_shows_the_example_and_runs_nothing() throws InterruptedException {
    assertThat(opta("push", "--help")).isZero();
    assertThat(out()).contains("opta push NAME [-|VALUE] [OPTIONS]", "opta push a -");
    assertThat(seen).hasValue("");
  }

  @Test
  void ascii_marks_can_be_asked_for() throws InterruptedException {
    assertThat(opta("push", "a", "--ascii")).isZero();
    assertThat(out()).isEqualTo("ok pushed\n");
  }
}
