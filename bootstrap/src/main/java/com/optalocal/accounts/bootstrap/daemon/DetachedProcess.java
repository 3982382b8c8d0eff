package com.optalocal.accounts.bootstrap.daemon;

import com.optalocal.accounts.bootstrap.home.PrivateFile;
import com.optalocal.accounts.domain.SecretBytes;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Starts a process that outlives this one and its terminal: in a session of its own where the
/// system can, deaf to the keyboard's interrupt and to the terminal's end.
final class DetachedProcess {
  // what a JVM inherits as ignored it leaves ignored
  private static final String DETACH =
      "trap '' INT HUP; if command -v setsid >/dev/null 2>&1; then exec setsid \"$@\"; fi; exec \"$@\"";

  private DetachedProcess() {}

  /// @param input given on standard input, as one line; the caller closes it
  /// @param output where standard output and error are appended to
  static Process start(List<String> command, Optional<SecretBytes> input, Path output)
      throws IOException {
    PrivateFile.append(output).close();
    List<String> detached = new ArrayList<>(List.of("/bin/sh", "-c", DETACH, "sh"));
    detached.addAll(command);
    Process process =
        new ProcessBuilder(detached)
            .redirectInput(input.isPresent() ? Redirect.PIPE : Redirect.from(new File("/dev/null")))
            .redirectOutput(Redirect.appendTo(output.toFile()))
            .redirectError(Redirect.appendTo(output.toFile()))
            .start();
    if (input.isPresent()) {
      try (OutputStream to = process.getOutputStream()) {
        for (byte b : input.get().use(byte[]::clone)) {
          to.write(b);
        }
        to.write('\n');
      }
    }
    return process;
  }
}
