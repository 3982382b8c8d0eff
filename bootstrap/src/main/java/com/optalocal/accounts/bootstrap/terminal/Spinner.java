package com.optalocal.accounts.bootstrap.terminal;

import java.io.PrintStream;
import org.jspecify.annotations.Nullable;

/// A small moving mark on standard error, gone without a trace when closed.
public final class Spinner implements AutoCloseable {
  private static final String DOTS = "⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏";
  private static final String BARS = "-\\|/";
  private static final long FRAME_MILLIS = 100;
  private static final String ERASE_LINE = "\r\u001b[K";

  private final PrintStream to;
  private final @Nullable Thread drawing;

  private Spinner(PrintStream to, @Nullable Thread drawing) {
    this.to = to;
    this.drawing = drawing;
  }

  static Spinner still() {
    return new Spinner(System.err, null);
  }

  static Spinner start(PrintStream to, Look look, String text) {
    String frames = look.ascii() ? BARS : DOTS;
    Thread thread =
        Thread.ofPlatform()
            .daemon()
            .name("spinner")
            .start(() -> {
              try {
                for (int i = 0; ; i++) {
                  to.print(ERASE_LINE + frames.charAt(i % frames.length()) + " " + text);
                  to.flush();
                  Thread.sleep(FRAME_MILLIS);
                }
              } catch (InterruptedException closed) {
                to.print(ERASE_LINE);
                to.flush();
              }
            });
    return new Spinner(to, thread);
  }

  @Override
  public void close() {
    if (drawing == null) {
      return;
    }
    drawing.interrupt();
    try {
      drawing.join();
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
    }
    to.flush();
  }
}
