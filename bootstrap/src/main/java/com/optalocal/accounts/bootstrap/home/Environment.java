package com.optalocal.accounts.bootstrap.home;

import java.io.Console;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/// What surrounds this process: variables, the launcher's system properties, which streams are
/// terminals. Read once at the top, handed down from there.
public final class Environment {
  private final Map<String, String> variables;
  private final Properties properties;

  public Environment(Map<String, String> variables, Properties properties) {
    this.variables = variables;
    this.properties = properties;
  }

  public static Environment ofProcess() {
    return new Environment(System.getenv(), System.getProperties());
  }

  /// A variable that is set and not empty.
  public Optional<String> variable(String name) {
    return Optional.ofNullable(variables.get(name)).filter(value -> !value.isEmpty());
  }

  /// All variables; a copy of what the process was started with.
  public Map<String, String> variables() {
    return Map.copyOf(variables);
  }

  /// A system property that is set and not empty.
  public Optional<String> property(String name) {
    return Optional.ofNullable(properties.getProperty(name)).filter(value -> !value.isEmpty());
  }

  public boolean isTerminal(StandardStream stream) {
    Optional<String> launcher = property("opta.tty");
    if (launcher.isPresent()) {
      return launcher.get().indexOf(stream.digit()) >= 0;
    }
    return Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent();
  }

  /// Whether the locale says that text is UTF-8. Without any locale: yes on macOS, no elsewhere.
  public boolean isUtf8() {
    for (String name : new String[] {"LC_ALL", "LC_CTYPE", "LANG"}) {
      Optional<String> value = variable(name);
      if (value.isPresent()) {
        return value.get().endsWith("UTF-8") || value.get().endsWith("utf8");
      }
    }
    return property("os.name").orElse("").startsWith("Mac");
  }

  /// The three streams that every process has. The launcher passes in the system property
  /// `opta.tty` the digits of those that are terminals (`-` if none is).
  public enum StandardStream {
    IN('0'),
    OUT('1'),
    ERR('2');

    private final char digit;

    StandardStream(char digit) {
      this.digit = digit;
    }

    char digit() {
      return digit;
    }
  }
}
