package com.optalocal.accounts.domain;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A process in which Jazzer chooses the inputs of one parser by what they reach in it (ADR 0019).
/// The corpus begins with the genuine inputs and stays in `target/fuzz/NAME` for the next run. The
/// profile `fuzz` brings Jazzer; nothing here compiles against it.
final class CoverageRun {
  private static final String JAZZER = "com.code_intelligence.jazzer.Jazzer";
  private static final Pattern INPUTS =
      Pattern.compile("stat::number_of_executed_units:\\s+(\\d+)");
  private static final Pattern COVERED = Pattern.compile("cov: (\\d+)");
  private static final int MOST_BYTES = 1 << 16;

  private final String name;
  private final String tests;
  private final long seed;
  private final long seconds;
  private final Path folder;

  private CoverageRun(String name, String tests, long seed, long seconds) {
    this.name = name;
    this.tests = tests;
    this.seed = seed;
    this.seconds = seconds;
    this.folder = Path.of("target", "fuzz", name).toAbsolutePath();
  }

  /// A run of the parser `name`, which the calling test class gives to [Fuzz].
  static CoverageRun of(String name, long seed, double seconds) {
    String tests =
        StackWalker.getInstance()
            .walk(frames ->
                frames
                    .map(StackWalker.StackFrame::getClassName)
                    .filter(caller -> caller.endsWith("FuzzTest"))
                    .findFirst()
                    .orElseThrow());
    return new CoverageRun(name, tests, seed, Math.max(1, Math.round(seconds)));
  }

  void run(byte[][] genuine, List<String> tokens) {
    try {
      Path corpus = Files.createDirectories(folder.resolve("corpus"));
      for (int i = 0; i < genuine.length; i++) {
        Files.write(corpus.resolve("genuine-" + i), genuine[i]);
      }
      Files.writeString(folder.resolve("tokens"), dictionary(tokens));
      Path log = folder.resolve("log");
      // a process that hangs is ended by Jazzer's own time limits
      int exit = start(corpus, log).waitFor();
      report(Files.readString(log, StandardCharsets.ISO_8859_1), exit, log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private Process start(Path corpus, Path log) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx1500m",
            "-XX:+UseSerialGC",
            "-XX:+EnableDynamicAgentLoading",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-Dfuzz.class=" + tests,
            "-Dfuzz.only=" + name,
            "-Dfuzz.seed=" + seed,
            "-Dopta.shared=" + System.getProperty("opta.shared", ""),
            "-cp",
            System.getProperty("java.class.path"),
            JAZZER,
            "--target_class=" + CoverageTarget.class.getName(),
            "--instrumentation_includes=com.optalocal.accounts.**:tools.jackson.**:com.nimbusds.**",
            // they watch for calls that no parser here makes
            "--disabled_hooks=com.code_intelligence.jazzer.sanitizers.*",
            "--reproducer_path=" + folder,
            "-artifact_prefix=" + folder + "/",
            "-dict=" + folder.resolve("tokens"),
            "-seed=" + (1 + Math.floorMod(seed, Integer.MAX_VALUE - 1)),
            "-max_total_time=" + seconds,
            // Fuzz has a bound of its own; the first call instruments classes
            "-timeout=300",
            "-max_len=" + MOST_BYTES,
            "-rss_limit_mb=4096",
            "-print_final_stats=1",
            corpus.toString())
        .directory(folder.toFile())
        .redirectErrorStream(true)
        .redirectOutput(log.toFile())
        .start();
  }

  private void report(String said, int exit, Path log) {
    long inputs = last(INPUTS, said);
    if (exit != 0 || inputs < 1) {
      String end =
          said.lines()
              .filter(line -> !line.startsWith("#") && !line.startsWith("INFO"))
              .reduce("", (all, line) -> all.length() > 4000 ? all : all + line + "\n");
      throw new AssertionError(
          "%s fails, exit %d; the whole of it is in %s%n%s".formatted(name, exit, log, end));
    }
    System.out.printf(
        Locale.ROOT,
        "fuzz %s: seed %d, %,d inputs, %,d branches%n",
        name,
        seed,
        inputs,
        last(COVERED, said));
  }

  private static long last(Pattern pattern, String text) {
    Matcher match = pattern.matcher(text);
    long value = 0;
    while (match.find()) {
      value = Long.parseLong(match.group(1));
    }
    return value;
  }

  private static String dictionary(List<String> tokens) {
    StringBuilder lines = new StringBuilder();
    for (String token : tokens) {
      lines.append('"');
      for (byte b : token.getBytes(StandardCharsets.UTF_8)) {
        lines.append(String.format(Locale.ROOT, "\\x%02X", b & 0xff));
      }
      lines.append("\"\n");
    }
    return lines.toString();
  }
}
