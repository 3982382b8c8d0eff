package com.optalocal.accounts.benchmarks;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;
import org.openjdk.jmh.util.Statistics;

/// Runs the benchmarks and prints, for each, the median beside its baseline of the same run and
/// what the design promises. One thread, one fork.
public final class Bench {
  private static final String[] FLAGS = {"-Xms1g", "-Xmx1g", "-XX:+UseSerialGC"};
  private final Map<String, Statistics> measured = new TreeMap<>();
  private final List<String> missed = new ArrayList<>();

  private Bench() {}

  /// @param args names of benchmark classes, none for all but `StoredProof`, which takes a minute
  public static void main(String[] args) throws RunnerException, InterruptedException {
    Bench bench = new Bench();
    List<String> wanted = Arrays.asList(args);
    say("JDK %s, %d processors", Runtime.version(), Runtime.getRuntime().availableProcessors());
    say("flags %s; 1 fork, 1 thread, 3 s to warm up, 5 x 1 s measured", String.join(" ", FLAGS));
    if (wants(wanted, "LicenseVerify")) {
      bench.measure(LicenseVerify.class, Mode.Throughput);
      bench.ratio("LicenseVerify.licenseFromBytes", "LicenseVerify.bareEd25519", 0.7);
    }
    if (wants(wanted, "RedirectSanitize")) {
      bench.measure(RedirectSanitize.class, Mode.Throughput);
      bench.atLeast("RedirectSanitize.sanitize", 2_000_000);
    }
    if (wants(wanted, "OpenClaw")) {
      bench.measure(OpenClaw.class, Mode.Throughput);
      bench.ratio("OpenClaw.id", "OpenClaw.bareSha256", 0);
    }
    if (wants(wanted, "MerkleAppend")) {
      bench.measure(MerkleAppend.class, Mode.Throughput);
      bench.atLeast("MerkleAppend.append 1000", 1_500_000);
      bench.ratio("MerkleAppend.append 100000", "MerkleAppend.append 1000", 0.8);
      bench.ratio("MerkleAppend.append 10000000", "MerkleAppend.append 1000", 0.8);
    }
    if (wants(wanted, "InclusionProof")) {
      bench.measure(InclusionProof.class, Mode.SampleTime);
      bench.within("InclusionProof.proof", 0.005);
    }
    if (wanted.contains("StoredProof")) {
      bench.within("StoredProof", StoredProof.run(), 5);
    }
    if (wants(wanted, "AuditVerify")) {
      bench.seconds("AuditVerify of 1,000,000 events", AuditVerify.run(), 10);
    }
    if (wants(wanted, "DurableAppend")) {
      bench.judge("DurableAppend", DurableAppend.run(), 0.5);
    }
    bench.missed.forEach(what -> say("x missed: %s", what));
    System.exit(bench.missed.isEmpty() ? 0 : 1);
  }

  private static boolean wants(List<String> wanted, String name) {
    return wanted.isEmpty() || wanted.contains(name);
  }

  private void measure(Class<?> benchmarks, Mode mode) throws RunnerException {
    Options options =
        new OptionsBuilder()
            .include(benchmarks.getName() + "\\.")
            .mode(mode)
            .timeUnit(java.util.concurrent.TimeUnit.SECONDS)
            .forks(1)
            .jvmArgs(FLAGS)
            .warmupIterations(3)
            .warmupTime(TimeValue.seconds(1))
            .measurementIterations(5)
            .measurementTime(TimeValue.seconds(1))
            .shouldFailOnError(true)
            .verbosity(VerboseMode.SILENT)
            .build();
    Collection<RunResult> results = new Runner(options).run();
    for (RunResult result : results) {
      String name = result.getParams().getBenchmark();
      name = name.substring(name.lastIndexOf('.', name.lastIndexOf('.') - 1) + 1);
      for (String key : result.getParams().getParamsKeys()) {
        name += " " + result.getParams().getParam(key);
      }
      measured.put(name, result.getPrimaryResult().getStatistics());
    }
  }

  private double median(String name) {
    Statistics found = measured.get(name);
    if (found == null) {
      throw new IllegalStateException("no such benchmark ran: " + name);
    }
    return found.getPercentile(50);
  }

  private void ratio(String name, String baseline, double least) {
    say("%-30s %,14.0f /s", baseline, median(baseline));
    say("%-30s %,14.0f /s", name, median(name));
    judge(name + " / " + baseline, median(name) / median(baseline), least);
  }

  private void judge(String name, double ratio, double least) {
    say("  ratio %.2f%s", ratio, least == 0 ? "" : ", promised " + least);
    if (ratio < least) {
      missed.add(name);
    }
  }

  private void atLeast(String name, double least) {
    say("%-30s %,14.0f /s, promised %,.0f", name, median(name), least);
    if (median(name) < least) {
      missed.add(name);
    }
  }

  private void seconds(String name, double took, double most) {
    say("%-30s %.1f s, promised %.0f s", name, took, most);
    if (took > most) {
      missed.add(name);
    }
  }

  private void within(String name, double most) {
    Statistics all = measured.get(name);
    double slowest = all == null ? Double.MAX_VALUE : all.getPercentile(99.9);
    say(
        "%-30s median %.3f ms, 99.9 %% within %.3f ms, promised %.0f ms",
        name, median(name) * 1000, slowest * 1000, most * 1000);
    if (slowest > most) {
      missed.add(name);
    }
  }

  private void within(String name, double[] millis, double most) {
    double slowest = millis[millis.length * 999 / 1000];
    say(
        "%-30s median %.3f ms, 99.9 %% within %.3f ms, slowest %.3f ms, promised %.0f ms",
        name, millis[millis.length / 2], slowest, millis[millis.length - 1], most);
    if (slowest > most) {
      missed.add(name);
    }
  }

  static void say(String format, Object... values) {
    System.out.println(String.format(Locale.ROOT, format, values));
  }
}
