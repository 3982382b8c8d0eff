package com.optalocal.accounts.domain;

import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What Jazzer calls, in a process of [CoverageRun]: the one parser that the test class
/// `fuzz.class` gives to [Fuzz] under the name `fuzz.only`.
public final class CoverageTarget {
  private static @Nullable Fuzz target;

  private CoverageTarget() {}

  /// Whether this process is one of [CoverageRun]'s.
  static boolean isHere() {
    return !System.getProperty("fuzz.class", "").isEmpty();
  }

  static void take(Fuzz fuzz) {
    target = fuzz;
  }

  /// Jazzer's first call. Runs the tests of the class as far as they name their parsers.
  public static void fuzzerInitialize() throws ReflectiveOperationException, IOException {
    Class<?> tests = Class.forName(System.getProperty("fuzz.class"));
    Constructor<?> constructor = tests.getDeclaredConstructor();
    constructor.setAccessible(true);
    Object instance = constructor.newInstance();
    for (Field field : tests.getDeclaredFields()) {
      if (field.isAnnotationPresent(TempDir.class)) {
        field.setAccessible(true);
        field.set(instance, Files.createTempDirectory(Path.of("").toAbsolutePath(), "home"));
      }
    }
    for (Method test : tests.getDeclaredMethods()) {
      if (target == null && test.isAnnotationPresent(Test.class)) {
        test.setAccessible(true);
        test.invoke(instance);
      }
    }
    if (target == null) {
      throw new IllegalStateException("no test of that class names this parser");
    }
  }

  /// Jazzer's call for each input.
  public static void fuzzerTestOneInput(byte[] input) {
    if (target == null) {
      throw new IllegalStateException("nothing to fuzz");
    }
    // taken or refused: either is an answer; anything else throws
    var _ = target.feed(input, Long.getLong("fuzz.seed", 0));
  }
}
