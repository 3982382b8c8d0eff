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
  private volatile String text;
  private @Nullable Thread drawing;

  private Spinner(PrintStream to, String text) {
    this.to = to;
    this.text = text;
  }

  static Spinner still() {
    return new Spinner(System.err, "");
  }

  /// Changes what stands beside the mark.
  public void say(String next) {
    text = next;
  }

  static Spinner start(PrintStream to, Look look, String text) {
    String frames = look.ascii() ? BARS : DOTS;
    Spinner spinner = new Spinner(to, text);
    spinner.drawing =
        Thread.ofPlatform()
            .daemon()
            .name("spinner")
            .start(() -> {
              try {
                for (int i = 0; ; i++) {
                  to.print(ERASE_LINE + frames.charAt(i % frames.length()) + " " + spinner.text);
                  to.flush();
                  Thread.sleep(FRAME_MILLIS);
                }
              } catch (InterruptedException closed) {
                to.print(ERASE_LINE);
                to.flush();
              }
            });
    return spinner;
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
