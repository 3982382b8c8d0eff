package com.optalocal.accounts.bootstrap.command;

import com.optalocal.accounts.bootstrap.home.Environment;
import com.optalocal.accounts.bootstrap.home.Home;
import com.optalocal.accounts.bootstrap.terminal.Terminal;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import picocli.CommandLine.ParseResult;

/// One run of one command: what was typed, parsed, and where it runs.
public final class Invocation {
  private final String path;
  private final ParseResult parsed;
  private final Environment environment;
  private final Terminal terminal;

  Invocation(String path, ParseResult parsed, Environment environment, Terminal terminal) {
    this.path = path;
    this.parsed = parsed;
    this.environment = environment;
    this.terminal = terminal;
  }

  public Environment environment() {
    return environment;
  }

  public Home home() {
    return Home.of(environment);
  }

  public Terminal terminal() {
    return terminal;
  }

  public boolean has(String flag) {
    return parsed.matchedOptionValue(flag, false);
  }

  public Optional<String> option(String name) {
    return Optional.ofNullable(parsed.<String>matchedOptionValue(name, null));
  }

  /// An option as a value that checks itself; a refusal names the option, not what was typed.
  public <T> Optional<T> option(String name, Function<String, T> parse) {
    return option(name).map(text -> checked(name, parse, text));
  }

  /// The values of an option that may come several times.
  public List<String> options(String name) {
    return List.copyOf(parsed.matchedOptionValue(name, List.of()));
  }

  public Optional<String> positional(int index) {
    return Optional.ofNullable(parsed.<String>matchedPositionalValue(index, null));
  }

  /// A positional that the usage demands.
  public <T> T positional(int index, String label, Function<String, T> parse) {
    return checked(label, parse, positional(index).orElseThrow());
  }

  /// Another program's command line, as it was typed.
  public List<String> commandLine(int index) {
    return List.copyOf(parsed.matchedPositionalValue(index, List.of()));
  }

  private <T> T checked(String label, Function<String, T> parse, String text) {
    try {
      return parse.apply(text);
    } catch (IllegalArgumentException refused) {
      throw CommandFailed.unusable(
          label, String.valueOf(refused.getMessage()), Usage.pointer(path));
    }
  }
}
