package com.optalocal.accounts.bootstrap.terminal;

import com.optalocal.accounts.adapters.http.JsonText;
import com.optalocal.accounts.adapters.http.JsonValue;
import com.optalocal.accounts.bootstrap.home.Environment;
import com.optalocal.accounts.bootstrap.home.Environment.StandardStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/// Where a command talks to a person. With `--json` the marked lines are silent and one object is
/// printed instead, so that standard output carries nothing else.
///
/// Not thread-safe, but for [#busy], whose spinner draws on standard error.
public final class Terminal {
  private final Streams streams;
  private final Look out;
  private final Look err;
  private final boolean json;
  private final boolean spins;
  private final Prompt prompt;

  /// The three streams, in UTF-8.
  public record Streams(InputStream in, PrintStream out, PrintStream err) {}

  /// What the options said.
  public record Wishes(boolean json, boolean noColor, boolean ascii) {}

  public Terminal(Streams streams, Environment environment, Wishes wishes) {
    this.streams = streams;
    this.json = wishes.json();
    boolean errIsTerminal = environment.isTerminal(StandardStream.ERR);
    this.out =
        Look.of(
            environment,
            environment.isTerminal(StandardStream.OUT),
            wishes.noColor(),
            wishes.ascii());
    this.err = Look.of(environment, errIsTerminal, wishes.noColor(), wishes.ascii());
    this.spins = errIsTerminal && environment.variable("CI").isEmpty() && !wishes.json();
    this.prompt =
        new Prompt(
            streams.in(),
            streams.err(),
            environment.isTerminal(StandardStream.IN) && errIsTerminal);
  }

  public boolean isJson() {
    return json;
  }

  /// Standard input, for a command that reads all of it.
  public InputStream input() {
    return streams.in();
  }

  /// Asking for lines and secrets.
  public Prompt prompt() {
    return prompt;
  }

  public void step(String text) {
    marked(Look.Mark.STEP, text);
  }

  public void done(String text) {
    marked(Look.Mark.DONE, text);
  }

  /// Something that does not hold, among things that do.
  public void bad(String text) {
    marked(Look.Mark.FAILED, text);
  }

  /// Something to know that stops nothing; on standard error, so that `--json` shows it as well.
  ///
  /// @param more lines under it
  public void warn(String text, String... more) {
    streams.out().flush();
    streams.err().println(err.mark(Look.Mark.WARN) + " " + text);
    for (String line : more) {
      streams.err().println("  " + line);
    }
    streams.err().flush();
  }

  /// A line under a marked one.
  public void line(String text) {
    plain(text.isEmpty() ? "" : "  " + text);
  }

  public void blank() {
    plain("");
  }

  /// Lines that are laid out already.
  public void lines(Iterable<String> lines) {
    lines.forEach(this::plain);
  }

  /// What to do next: the last line of a command.
  public void next(String before, String command) {
    line(before + out.copyable(command));
  }

  /// Text that may be copied.
  public String copyable(String text) {
    return out.copyable(text);
  }

  /// Prints text as it is, for help and for output that programs read, `--json` or not.
  public void raw(String text) {
    streams.out().println(text);
  }

  /// The one object of a command that was asked for `--json`; otherwise nothing.
  public void json(JsonValue.Fields result) {
    if (json) {
      raw(new String(JsonText.indented(result), StandardCharsets.UTF_8));
    }
  }

  /// One of many objects of a command that was asked for `--json`, each on its line; otherwise
  /// nothing.
  public void jsonLine(JsonValue.Fields result) {
    if (json) {
      raw(new String(JsonText.write(result), StandardCharsets.UTF_8));
    }
  }

  /// A refusal: what, why, what next; one line each, on standard error.
  public void failed(String what, String why, String next) {
    streams.out().flush();
    PrintStream to = streams.err();
    to.println(err.mark(Look.Mark.FAILED) + " " + what);
    if (!why.isEmpty()) {
      to.println("  " + why);
    }
    if (!next.isEmpty()) {
      to.println("  " + next);
    }
    to.flush();
  }

  /// Shows that something is under way, if anybody looks, until the result is closed.
  public Spinner busy(String text) {
    flush();
    return spins ? Spinner.start(streams.err(), err, text) : Spinner.still();
  }

  public void flush() {
    streams.out().flush();
    streams.err().flush();
  }

  private void marked(Look.Mark mark, String text) {
    plain(out.mark(mark) + " " + text);
  }

  private void plain(String line) {
    if (!json) {
      streams.out().println(line);
    }
  }
}
