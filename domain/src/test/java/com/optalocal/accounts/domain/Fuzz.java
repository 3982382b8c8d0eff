package com.optalocal.accounts.domain;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Assertions;

/// Feeds a parser with bytes that grow out of genuine ones by seeded mutation. Whatever comes, the
/// parser answers or refuses in the one declared way, in bounded time and memory, prints what it
/// read so that it reads the same again, and never repeats what it refused.
///
/// `fuzz.seconds` (0.06 each in a usual test run), `fuzz.seed` (repeats a run: the inputs depend on
/// it alone), `fuzz.only` (one parser by its name) and `fuzz.coverage` (lets [CoverageRun] choose
/// the inputs) are system properties; `bin/bench fuzz` sets them.
public final class Fuzz {
  private static final long USUAL_SEED = 0xf022_2026L;
  private static final double USUAL_SECONDS = 0.06;
  private static final long MOST_NANOS = 2_000_000_000L;
  private static final long MOST_ALLOCATED = 256L << 20;

  private final String name;
  private final Class<? extends RuntimeException> refusal;
  private final Parser parser;
  private final List<byte[]> inputs;

  /// The refusal of what refuses nothing.
  public static final class Never extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private Never() {}
  }

  /// Reads `input` and prints what it understood; throws the declared refusal for anything else.
  @FunctionalInterface
  public interface Parser {
    byte[] readAndPrint(byte[] input);
  }

  /// Likewise, for a parser of text; bytes that are not UTF-8 arrive as replacement characters.
  @FunctionalInterface
  public interface TextParser {
    String readAndPrint(String input);
  }

  private Fuzz(
      String name, Class<? extends RuntimeException> refusal, Parser parser, List<byte[]> genuine) {
    this.name = name;
    this.refusal = refusal;
    this.parser = parser;
    this.inputs = List.copyOf(genuine);
  }

  /// Fuzzes `parser`, which refuses with `refusal` and takes all of `genuine`.
  public static void bytes(
      String name, Class<? extends RuntimeException> refusal, Parser parser, byte[]... genuine) {
    String only = System.getProperty("fuzz.only", "");
    if (!only.isEmpty() && !only.equals(name)) {
      return;
    }
    Fuzz fuzz = new Fuzz(name, refusal, parser, Arrays.asList(genuine));
    if (CoverageTarget.isHere()) {
      CoverageTarget.take(fuzz);
    } else if (Boolean.getBoolean("fuzz.coverage")) {
      fuzz.requireGenuine(seed());
      CoverageRun.of(name, seed(), seconds(60)).run(genuine, FuzzMutator.TOKENS);
    } else {
      fuzz.run();
    }
  }

  /// Fuzzes a parser of text likewise.
  public static void text(
      String name,
      Class<? extends RuntimeException> refusal,
      TextParser parser,
      String... genuine) {
    bytes(
        name,
        refusal,
        input ->
            parser
                .readAndPrint(new String(input, StandardCharsets.UTF_8))
                .getBytes(StandardCharsets.UTF_8),
        Arrays.stream(genuine).map(g -> g.getBytes(StandardCharsets.UTF_8)).toArray(byte[][]::new));
  }

  private static long seed() {
    String given = System.getProperty("fuzz.seed", "");
    return given.isEmpty() ? USUAL_SEED : Long.parseLong(given);
  }

  private static double seconds(double usual) {
    String given = System.getProperty("fuzz.seconds", "");
    return given.isEmpty() ? usual : Double.parseDouble(given);
  }

  private void requireGenuine(long seed) {
    for (byte[] genuine : inputs) {
      Assertions.assertTrue(feed(genuine, seed), name + " takes what is genuine");
    }
  }

  private void run() {
    long seed = seed();
    FuzzMutator mutator = new FuzzMutator(inputs, seed ^ name.hashCode());
    requireGenuine(seed);
    long until = System.nanoTime() + (long) (seconds(USUAL_SECONDS) * 1e9);
    long taken = 0;
    long fed = 0;
    // at least as many as a slow machine manages, whatever the clock says
    while (System.nanoTime() < until || fed < 200) {
      byte[] input = mutator.next();
      fed++;
      if (feed(input, seed)) {
        taken++;
        mutator.keep(input);
      }
    }
    System.out.printf(
        Locale.ROOT, "fuzz %s: seed %d, %,d inputs, %,d taken%n", name, seed, fed, taken);
  }

  /// Whether the parser took `input`. What is over a bound is asked twice: the first call may have
  /// loaded classes, or waited for the machine.
  boolean feed(byte[] input, long seed) {
    Cost cost = new Cost();
    boolean taken = read(input, seed);
    if (cost.excess().isEmpty()) {
      return taken;
    }
    Cost again = new Cost();
    taken = read(input, seed);
    String excess = again.excess();
    if (!excess.isEmpty()) {
      throw wrong(excess, input, seed, null);
    }
    return taken;
  }

  private boolean read(byte[] input, long seed) {
    try {
      byte[] printed = parser.readAndPrint(input.clone());
      byte[] again = parser.readAndPrint(printed.clone());
      if (!Arrays.equals(printed, again)) {
        throw wrong("prints otherwise after reading what it printed", input, seed, null);
      }
      return true;
    } catch (AssertionError failed) {
      throw failed;
    } catch (RuntimeException | Error thrown) {
      if (!refusal.isInstance(thrown)) {
        throw wrong("threw " + thrown.getClass().getName(), input, seed, thrown);
      }
      if (repeats(String.valueOf(thrown.getMessage()), input)) {
        throw wrong("repeats what it refused", input, seed, thrown);
      }
      return false;
    }
  }

  /// Time and memory since it was made, on this thread.
  private static final class Cost {
    private final ThreadMXBean memory = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final long allocated = memory.getCurrentThreadAllocatedBytes();
    private final long began = System.nanoTime();

    /// Which bound is passed; empty if none is.
    String excess() {
      long nanos = System.nanoTime() - began;
      if (nanos > MOST_NANOS) {
        return "took " + nanos / 1_000_000 + " ms";
      }
      return memory.getCurrentThreadAllocatedBytes() - allocated > MOST_ALLOCATED
          ? "took more than " + MOST_ALLOCATED + " bytes"
          : "";
    }
  }

  private boolean repeats(String message, byte[] input) {
    String text = new String(input, StandardCharsets.UTF_8);
    return (message.contains(FuzzMutator.CANARY) && text.contains(FuzzMutator.CANARY))
        || (text.length() >= 12 && message.contains(text) && !isSaidOfOthers(message, input));
  }

  /// Whether another input is refused in the same words: then these hold an example of their own.
  private boolean isSaidOfOthers(String message, byte[] input) {
    byte[] other = new byte[input.length];
    for (int i = 0; i < input.length; i++) {
      other[i] = input[input.length - 1 - i];
    }
    try {
      var _ = parser.readAndPrint(other);
      return false;
    } catch (RuntimeException refused) {
      return message.equals(refused.getMessage());
    }
  }

  private AssertionError wrong(
      String what, byte[] input, long seed, @org.jspecify.annotations.Nullable Throwable cause) {
    return new AssertionError(
        "%s %s; seed %d, input (base64) %s"
            .formatted(name, what, seed, Base64.getEncoder().encodeToString(input)),
        cause);
  }
}
