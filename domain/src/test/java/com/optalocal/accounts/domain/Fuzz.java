package com.optalocal.accounts.domain;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Random;
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
  private static final int MOST_INPUTS_KEPT = 512;
  private static final int MOST_BYTES = 1 << 16;
  private static final long MOST_NANOS = 2_000_000_000L;
  private static final long MOST_ALLOCATED = 256L << 20;
  private static final String CANARY = "Zq7vCanaryX9";
  private static final List<String> TOKENS =
      List.of(
          CANARY,
          "\n",
          "\n\n",
          "\r\n",
          "\0",
          " ",
          "\u2014 ",
          "\u00a0",
          "\ufeff",
          "\ud83d\ude00",
          "//",
          "\\",
          "%2f",
          "%00",
          "%25",
          "..",
          "=",
          ";",
          "&",
          "+",
          "-1",
          "0",
          "00",
          "9223372036854775808",
          "1e999",
          "{",
          "}",
          "[",
          "[[[[[[[[",
          "\"",
          "\\ud800",
          "\\u0000",
          "null",
          "true",
          ":",
          ",",
          "@",
          "#",
          "?",
          "https://",
          "opta-",
          "/v2\n",
          "AAAA",
          "====",
          "_",
          "2026-11-22T00:00:00Z");

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
    this.inputs = new ArrayList<>(genuine);
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
      CoverageRun.of(name, seed(), seconds(60)).run(genuine, TOKENS);
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
    Random random = new Random(seed ^ name.hashCode());
    requireGenuine(seed);
    long until = System.nanoTime() + (long) (seconds(USUAL_SECONDS) * 1e9);
    long taken = 0;
    long fed = 0;
    // at least as many as a slow machine manages, whatever the clock says
    while (System.nanoTime() < until || fed < 200) {
      byte[] input = mutated(random);
      fed++;
      if (feed(input, seed)) {
        taken++;
        if (inputs.size() < MOST_INPUTS_KEPT) {
          inputs.add(input);
        } else {
          inputs.set(random.nextInt(inputs.size()), input);
        }
      }
    }
    System.out.printf(
        Locale.ROOT, "fuzz %s: seed %d, %,d inputs, %,d taken%n", name, seed, fed, taken);
  }

  /// Whether the parser took `input`.
  boolean feed(byte[] input, long seed) {
    ThreadMXBean memory = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long allocated = memory.getCurrentThreadAllocatedBytes();
    long began = System.nanoTime();
    boolean taken;
    try {
      byte[] printed = parser.readAndPrint(input.clone());
      taken = true;
      byte[] again = parser.readAndPrint(printed.clone());
      if (!Arrays.equals(printed, again)) {
        throw wrong("prints otherwise after reading what it printed", input, seed, null);
      }
    } catch (AssertionError failed) {
      throw failed;
    } catch (RuntimeException | Error thrown) {
      if (!refusal.isInstance(thrown)) {
        throw wrong("threw " + thrown.getClass().getName(), input, seed, thrown);
      }
      if (repeats(String.valueOf(thrown.getMessage()), input)) {
        throw wrong("repeats what it refused", input, seed, thrown);
      }
      taken = false;
    }
    long nanos = System.nanoTime() - began;
    if (nanos > MOST_NANOS) {
      throw wrong("took " + nanos / 1_000_000 + " ms", input, seed, null);
    }
    if (memory.getCurrentThreadAllocatedBytes() - allocated > MOST_ALLOCATED) {
      throw wrong("took more than " + MOST_ALLOCATED + " bytes", input, seed, null);
    }
    return taken;
  }

  private static boolean repeats(String message, byte[] input) {
    String text = new String(input, StandardCharsets.UTF_8);
    return (message.contains(CANARY) && text.contains(CANARY))
        || (text.length() >= 12 && message.contains(text));
  }

  private AssertionError wrong(
      String what, byte[] input, long seed, @org.jspecify.annotations.Nullable Throwable cause) {
    return new AssertionError(
        "%s %s; seed %d, input (base64) %s"
            .formatted(name, what, seed, Base64.getEncoder().encodeToString(input)),
        cause);
  }

  private byte[] mutated(Random random) {
    byte[] input = inputs.get(random.nextInt(inputs.size())).clone();
    for (int rounds = 1 + random.nextInt(4); rounds > 0; rounds--) {
      input = mutatedOnce(input, random);
    }
    return input.length > MOST_BYTES ? Arrays.copyOf(input, MOST_BYTES) : input;
  }

  private byte[] mutatedOnce(byte[] input, Random random) {
    int at = random.nextInt(input.length + 1);
    int end = Math.min(input.length, at + random.nextInt(1 + Math.min(64, input.length)));
    return switch (random.nextInt(9)) {
      case 0 -> {
        if (at < input.length) {
          input[at] ^= (byte) (1 << random.nextInt(8));
        }
        yield input;
      }
      case 1 -> {
        if (at < input.length) {
          input[at] = (byte) random.nextInt(256);
        }
        yield input;
      }
      case 2 -> replaced(input, at, end, new byte[0]);
      case 3 -> replaced(input, at, at, token(random));
      case 4 -> replaced(input, at, end, token(random));
      case 5 -> replaced(input, at, at, Arrays.copyOfRange(input, at, end));
      case 6 -> {
        byte[] other = inputs.get(random.nextInt(inputs.size()));
        int from = random.nextInt(other.length + 1);
        yield replaced(input, at, end, Arrays.copyOfRange(other, from, other.length));
      }
      case 7 -> Arrays.copyOf(input, at);
      default -> {
        // a whole lot of the same
        byte[] many = token(random);
        int times = 1 << random.nextInt(random.nextInt(50) == 0 ? 13 : 4);
        byte[] run = new byte[Math.min(MOST_BYTES, many.length * times)];
        for (int i = 0; i < run.length; i++) {
          run[i] = many[i % many.length];
        }
        yield replaced(input, at, at, run);
      }
    };
  }

  private static byte[] token(Random random) {
    return TOKENS.get(random.nextInt(TOKENS.size())).getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] replaced(byte[] input, int from, int to, byte[] by) {
    byte[] out = new byte[input.length - (to - from) + by.length];
    System.arraycopy(input, 0, out, 0, from);
    System.arraycopy(by, 0, out, from, by.length);
    System.arraycopy(input, to, out, from + by.length, input.length - to);
    return out;
  }
}
