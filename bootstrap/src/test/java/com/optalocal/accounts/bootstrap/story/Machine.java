package com.optalocal.accounts.bootstrap.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.optalocal.accounts.adapters.http.JsonText;
import com.optalocal.accounts.adapters.http.JsonValue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// A computer of somebody's own, as far as Opta can tell: an empty home folder, no desktop, no
/// keychain, and `bin/opta`. Closing it stops its daemon and removes the folder.
final class Machine implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 90;
  private final Path home;
  private final String portal;

  /// What a command did.
  record Run(int exit, String out, String err) {
    JsonValue.Fields json() {
      return JsonText.readFields(out.getBytes(StandardCharsets.UTF_8));
    }

    Run succeeded() {
      assertThat(exit).as("exit code; stdout: %s stderr: %s", out, err).isZero();
      return this;
    }
  }

  private Machine(Path home, String portal) {
    this.home = home;
    this.portal = portal;
  }

  static Machine withPortal(String portal) {
    try {
      return new Machine(Files.createTempDirectory("opta machine "), portal);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Path home() {
    return home;
  }

  Path config() {
    return home.resolve(".config/opta");
  }

  Path portalFolder() {
    return home.resolve(".local/share/opta/portal");
  }

  Run opta(String... words) {
    return optaWith("", words);
  }

  /// Runs a command with `input` on standard input.
  Run optaWith(String input, String... words) {
    try {
      Path out = Files.createTempFile(home, "out", ".txt");
      Path err = Files.createTempFile(home, "err", ".txt");
      Process process =
          builder(words).redirectOutput(out.toFile()).redirectError(err.toFile()).start();
      try (var stdin = process.getOutputStream()) {
        stdin.write(input.getBytes(StandardCharsets.UTF_8));
      } catch (IOException mayNotRead) {
        // a command that needs no input has closed it
      }
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new AssertionError(
            "opta " + words[0] + " hangs: " + Files.readString(out) + Files.readString(err));
      }
      Run run = new Run(process.exitValue(), Files.readString(out), Files.readString(err));
      Files.delete(out);
      Files.delete(err);
      return run;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /// Starts a command that goes on by itself.
  Background start(String... words) {
    try {
      return new Background(builder(words).redirectErrorStream(true).start());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Starts a command under a shell's `limit`, as in `ulimit -f 1000`.
  Background startLimited(String limit, String... words) {
    ProcessBuilder builder = builder(words);
    List<String> command = new ArrayList<>(List.of("sh", "-c", limit + " && exec \"$@\"", "sh"));
    command.addAll(builder.command());
    try {
      return new Background(builder.command(command).redirectErrorStream(true).start());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private ProcessBuilder builder(String... words) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("opta.root")).resolve("bin/opta").toString());
    command.addAll(List.of(words));
    ProcessBuilder builder = new ProcessBuilder(command).directory(home.toFile());
    Map<String, String> environment = builder.environment();
    environment.keySet().removeIf(name -> !List.of("PATH", "JAVA_HOME").contains(name));
    environment.put("HOME", home.toString());
    environment.put("LANG", "C.UTF-8");
    environment.put("BROWSER", "true");
    if (!portal.isEmpty()) {
      environment.put("OPTA_PORTAL", portal);
    }
    return builder;
  }

  /// The process that is this machine's daemon.
  ProcessHandle daemon() {
    long pid = opta("daemon", "status", "--json").succeeded().json().number("pid").orElseThrow();
    return ProcessHandle.of(pid).orElseThrow();
  }

  @Override
  public void close() {
    opta("daemon", "stop");
    try (Stream<Path> files = Files.walk(home)) {
      for (Path path : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
