package com.optalocal.accounts.domain;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/// Inputs that grow out of genuine ones, and out of what the parser took, by seeded mutation.
final class FuzzMutator {
  private static final int MOST_INPUTS_KEPT = 512;
  private static final int MOST_BYTES = 1 << 16;
  static final String CANARY = "Zq7vCanaryX9";
  static final List<String> TOKENS =
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

  private final List<byte[]> inputs;
  private final Random random;

  FuzzMutator(List<byte[]> genuine, long seed) {
    inputs = new ArrayList<>(genuine);
    random = new Random(seed);
  }

  /// Makes `input` one of those that others grow out of.
  void keep(byte[] input) {
    if (inputs.size() < MOST_INPUTS_KEPT) {
      inputs.add(input);
    } else {
      inputs.set(random.nextInt(inputs.size()), input);
    }
  }

  byte[] next() {
    byte[] input = inputs.get(random.nextInt(inputs.size())).clone();
    for (int rounds = 1 + random.nextInt(4); rounds > 0; rounds--) {
      input = mutatedOnce(input);
    }
    return input.length > MOST_BYTES ? Arrays.copyOf(input, MOST_BYTES) : input;
  }

  private byte[] mutatedOnce(byte[] input) {
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
      case 3 -> replaced(input, at, at, token());
      case 4 -> replaced(input, at, end, token());
      case 5 -> replaced(input, at, at, Arrays.copyOfRange(input, at, end));
      case 6 -> {
        byte[] other = inputs.get(random.nextInt(inputs.size()));
        int from = random.nextInt(other.length + 1);
        yield replaced(input, at, end, Arrays.copyOfRange(other, from, other.length));
      }
      case 7 -> Arrays.copyOf(input, at);
      default -> {
        // a whole lot of the same
        byte[] many = token();
        int times = 1 << random.nextInt(random.nextInt(50) == 0 ? 13 : 4);
        byte[] run = new byte[Math.min(MOST_BYTES, many.length * times)];
        for (int i = 0; i < run.length; i++) {
          run[i] = many[i % many.length];
        }
        yield replaced(input, at, at, run);
      }
    };
  }

  private byte[] token() {
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
