import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Times whole processes, from start to exit, in turns: A B C D A B C D …, so that a slow minute of
/// the machine falls on all of them alike. Medians, and ratios to `node -e ''` of the same run.
///
/// Processes get the environment that this one has, as they would from a shell, with a home of
/// their own. Where that environment sets variables of Node's (one that names extra certificates
/// doubles its start), node is timed without them too.
///
/// Arguments: the launcher, a java, a javac, and how often (default 41).
public final class StartupBench {
  private static final int WARM_UP = 3;

  private final Path work;
  private final Map<String, String> environment;

  /// What to start, and a word that its output must hold: a command that fails fast is no result.
  private record Subject(List<String> command, String expected, boolean nodeVariables) {
    Subject(List<String> command, String expected) {
      this(command, expected, true);
    }
  }

  private record Ended(long nanos, String output) {}

  private StartupBench(Path work) {
    this.work = work;
    this.environment = new HashMap<>(System.getenv());
    environment.keySet().removeIf(name -> name.startsWith("XDG_") || name.startsWith("OPTA_"));
    environment.put("HOME", work.toString());
  }

  public static void main(String[] args) throws IOException, InterruptedException {
    String launcher = args[0];
    String java = args[1];
    String javac = args[2];
    int runs = args.length > 3 ? Integer.parseInt(args[3]) : 41;
    Path work = Files.createTempDirectory("opta-bench");
    try {
      new StartupBench(work).run(launcher, java, javac, runs);
    } finally {
      try (Stream<Path> files = Files.walk(work)) {
        files.sorted(Comparator.reverseOrder()).forEach(StartupBench::delete);
      }
    }
  }

  private void run(String launcher, String java, String javac, int runs)
      throws IOException, InterruptedException {
    signIn();
    Path hello = work.resolve("Hello.java");
    Files.writeString(
        hello,
        "public class Hello { public static void main(String[] a) { System.out.println(\"hello\"); } }");
    time(new Subject(List.of(javac, "-d", work.toString(), hello.toString()), ""));

    Map<String, Subject> subjects = new LinkedHashMap<>();
    subjects.put("opta --version", new Subject(List.of(launcher, "--version"), "opta"));
    subjects.put(
        "opta account status --json",
        new Subject(List.of(launcher, "account", "status", "--json"), "ana@example.test"));
    subjects.put(
        "opta openclaw id",
        new Subject(List.of(launcher, "openclaw", "id", "bench"), "opta-bridge-"));
    subjects.put("opta license verify FILE", licenseCheck(launcher));
    subjects.put(
        "java Hello",
        new Subject(List.of(java, "-Xshare:auto", "-cp", work.toString(), "Hello"), "hello"));
    boolean node = hasNode();
    if (node) {
      subjects.put("node -e ''", new Subject(List.of("node", "-e", ""), ""));
      if (environment.keySet().stream().anyMatch(StartupBench::isNodes)) {
        subjects.put("  without NODE_…", new Subject(List.of("node", "-e", ""), "", false));
      }
    }

    Map<String, List<Long>> times = new LinkedHashMap<>();
    for (int round = -WARM_UP; round < runs; round++) {
      for (Map.Entry<String, Subject> subject : subjects.entrySet()) {
        long nanos = time(subject.getValue());
        if (round >= 0) {
          times.computeIfAbsent(subject.getKey(), name -> new ArrayList<>()).add(nanos);
        }
      }
    }
    print(times, node ? "node -e ''" : "java Hello", runs);
    if (!node) {
      System.out.println("node is not installed: ratios are to java Hello.");
    }
  }

  /// A home as `opta login` leaves it with plain-file custody. The tokens open nothing.
  private void signIn() throws IOException {
    Path folder = work.resolve(".config/opta");
    Files.createDirectories(
        folder,
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    Path file = folder.resolve("account.json");
    Files.createFile(
        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(
        file,
        """
        {
          "project": "abcdefghijklmnopqrst",
          "session": {
            "access_token": "%s",
            "refresh_token": "%s",
            "token_type": "bearer",
            "expires_in": 3600,
            "expires_at": 4102444800
          },
          "user": {
            "id": "6f1f7d0e-8a53-4c0e-9a55-0f3c7e1b2a4d",
            "email": "ana@example.test",
            "name": "Ana"
          },
          "updatedAt": "2026-11-22T09:30:00Z",
          "deviceId": "dev_0123456789ABCDEFGHJKMNPQRS"
        }
        """
            .formatted("a".repeat(820), "r".repeat(43)));
  }

  /// The check of a license that is signed here, by a key that is forgotten afterwards.
  private Subject licenseCheck(String launcher) throws InterruptedException {
    environment.put("OPTA_LICENSE_PASSPHRASE", "nobody's, for this run");
    String made = output(new Subject(List.of(launcher, "license", "keygen", "bench.key"), "key"));
    Matcher key = Pattern.compile("[A-Za-z0-9_-]{43}").matcher(made);
    if (!key.find()) {
      throw new IllegalStateException("opta license keygen printed no key:\n" + made);
    }
    String file = "bench.license";
    time(
        new Subject(
            List.of(
                launcher, "license", "issue", "bench.key", "--tier", "bench", "--features", "bench/one",
                "--out", file),
            file));
    environment.remove("OPTA_LICENSE_PASSPHRASE");
    return new Subject(
        List.of(launcher, "license", "verify", file, "--key", key.group()), "Genuine");
  }

  private boolean hasNode() throws InterruptedException {
    try {
      time(new Subject(List.of("node", "-e", ""), ""));
      return true;
    } catch (UncheckedIOException missing) {
      return false;
    }
  }

  private long time(Subject subject) throws InterruptedException {
    return run(subject).nanos();
  }

  private String output(Subject subject) throws InterruptedException {
    return run(subject).output();
  }

  private Ended run(Subject subject) throws InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(subject.command())
            .directory(work.toFile())
            .redirectInput(Path.of("/dev/null").toFile())
            .redirectErrorStream(true);
    builder.environment().clear();
    builder.environment().putAll(environment);
    if (!subject.nodeVariables()) {
      builder.environment().keySet().removeIf(StartupBench::isNodes);
    }
    try {
      long start = System.nanoTime();
      Process process = builder.start();
      String output =
          new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      int exit = process.waitFor();
      long nanos = System.nanoTime() - start;
      if (exit != 0 || !output.contains(subject.expected())) {
        throw new IllegalStateException(
            String.join(" ", subject.command()) + " ended with " + exit + ":\n" + output);
      }
      return new Ended(nanos, output);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isNodes(String variable) {
    return variable.startsWith("NODE_");
  }

  private static void print(Map<String, List<Long>> times, String base, int runs) {
    double baseline = quantile(times.get(base), 0.5);
    System.out.printf(
        Locale.ROOT, "%-28s %9s %9s %9s %9s%n", "whole process", "median", "p10", "p90", "ratio");
    times.forEach(
        (name, nanos) ->
            System.out.printf(
                Locale.ROOT,
                "%-28s %6.1f ms %6.1f ms %6.1f ms %9.2f%n",
                name,
                quantile(nanos, 0.5),
                quantile(nanos, 0.1),
                quantile(nanos, 0.9),
                quantile(nanos, 0.5) / baseline));
    System.out.printf(
        Locale.ROOT, "%d runs each, in turns; ratio: median to median of %s%n", runs, base);
  }

  private static double quantile(List<Long> nanos, double share) {
    long[] sorted = nanos.stream().mapToLong(Long::longValue).sorted().toArray();
    return sorted[(int) Math.round(share * (sorted.length - 1))] / 1e6;
  }

  private static void delete(Path path) {
    try {
      Files.delete(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
