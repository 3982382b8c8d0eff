package com.optalocal.accounts.bootstrap;

import com.optalocal.accounts.bootstrap.command.Dispatch;
import com.optalocal.accounts.bootstrap.home.Environment;
import com.optalocal.accounts.bootstrap.terminal.Terminal;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Stream;

/// One command, run in this process without a terminal and in an empty home.
public record CommandRun(int exit, String out, String err) {
  public static CommandRun of(
      Map<String, String> variables, String input, String path, String... args)
      throws InterruptedException {
    return of(variables, input.getBytes(StandardCharsets.UTF_8), path, args);
  }

  public static CommandRun of(
      Map<String, String> variables, byte[] input, String path, String... args)
      throws InterruptedException {
    return of(variables, input, Map.of(), path, args);
  }

  public static CommandRun of(
      Map<String, String> variables,
      byte[] input,
      Map<String, String> properties,
      String path,
      String... args)
      throws InterruptedException {
    Map<String, String> all = new TreeMap<>(Map.of("LANG", "C.UTF-8", "HOME", "/nowhere"));
    all.putAll(variables);
    Properties set = new Properties();
    set.put("opta.tty", "-");
    set.putAll(properties);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int exit =
        new Dispatch(
                Commands.root(),
                Commands::groupPage,
                new Environment(all, set),
                new Terminal.Streams(
                    new ByteArrayInputStream(input),
                    new PrintStream(out, false, StandardCharsets.UTF_8),
                    new PrintStream(err, false, StandardCharsets.UTF_8)))
            .run(
                Stream.concat(List.of(path.split(" ", -1)).stream(), Stream.of(args))
                    .toArray(String[]::new))
            .number();
    return new CommandRun(
        exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }
}
