package com.optalocal.accounts.bootstrap;

import com.optalocal.accounts.bootstrap.home.Environment;
import com.optalocal.accounts.bootstrap.home.Home;
import com.optalocal.accounts.bootstrap.home.PrivateFile;
import com.optalocal.accounts.bootstrap.server.Masking;
import com.optalocal.accounts.bootstrap.terminal.Terminal;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;

/// The last net: what nobody foresaw goes to a file, and the person reads three lines.
final class CrashReport {
  private CrashReport() {}

  static void write(Environment environment, Terminal.Streams streams, Throwable bug) {
    Terminal terminal =
        new Terminal(streams, environment, new Terminal.Wishes(false, false, false));
    Path file = Home.of(environment).state().resolve("crash.log");
    StringWriter trace = new StringWriter();
    bug.printStackTrace(new PrintWriter(trace));
    String entry = Instant.now() + "\n" + Masking.maskTrace(trace.toString());
    String next = "Details are in " + file;
    try {
      Home.privateFolder(Home.of(environment).state());
      try (FileChannel to = PrivateFile.append(file)) {
        to.write(ByteBuffer.wrap(entry.getBytes(StandardCharsets.UTF_8)));
      }
    } catch (IOException | UncheckedIOException unwritable) {
      next = "Details could not be written to " + file;
    }
    terminal.failed(
        "Something went wrong that should not",
        "This is a fault in Opta, not in what you did",
        next);
  }
}
