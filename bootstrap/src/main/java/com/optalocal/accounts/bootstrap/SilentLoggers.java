package com.optalocal.accounts.bootstrap;

import java.util.ResourceBundle;
import org.jspecify.annotations.Nullable;

/// Drops what the JDK would say about itself; what this program has to say goes another way.
///
/// It stands in the first jar of the class path so that the search for such a class ends there.
/// Without one, whatever touches `java.util.logging` opens every jar to find none: Bouncy Castle's
/// digests do, which made a license's check 20 ms longer.
public final class SilentLoggers extends System.LoggerFinder {
  /// For the JDK.
  public SilentLoggers() {}

  @Override
  public System.Logger getLogger(String name, Module module) {
    return new Silent(name);
  }

  private record Silent(String name) implements System.Logger {
    @Override
    public String getName() {
      return name;
    }

    @Override
    public boolean isLoggable(Level level) {
      return false;
    }

    @Override
    public void log(
        Level level,
        @Nullable ResourceBundle bundle,
        @Nullable String message,
        @Nullable Throwable thrown) {}

    @Override
    public void log(
        Level level,
        @Nullable ResourceBundle bundle,
        @Nullable String format,
        @Nullable Object... values) {}
  }
}
