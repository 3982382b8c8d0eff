package com.optalocal.accounts.bootstrap.session;

import com.optalocal.accounts.bootstrap.home.Environment;
import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Opens an address in the person's browser: what `BROWSER` names, else the desktop's own way.
final class SystemBrowser {
  private final Environment environment;

  SystemBrowser(Environment environment) {
    this.environment = environment;
  }

  /// True if a program was started; whether a window came up nobody can tell.
  boolean open(String address) {
    Optional<List<String>> command = command(address);
    if (command.isEmpty()) {
      return false;
    }
    try {
      new ProcessBuilder(command.get())
          .redirectInput(Redirect.from(new File("/dev/null")))
          .redirectOutput(Redirect.DISCARD)
          .redirectError(Redirect.DISCARD)
          .start();
      return true;
    } catch (IOException none) {
      return false;
    }
  }

  private Optional<List<String>> command(String address) {
    Optional<String> chosen = environment.variable("BROWSER");
    if (chosen.isPresent()) {
      // a list, as other programs read it: the first entry counts, `%s` stands for the address
      String first = chosen.get().split(":", 2)[0].strip();
      List<String> words = new ArrayList<>(List.of(first.split("\\s+")));
      boolean placed = words.contains("%s");
      words.replaceAll(word -> word.equals("%s") ? address : word);
      if (!placed) {
        words.add(address);
      }
      return Optional.of(words);
    }
    if (environment.property("os.name").orElse("").startsWith("Mac")) {
      return Optional.of(List.of("open", address));
    }
    boolean hasScreen =
        environment.variable("DISPLAY").isPresent()
            || environment.variable("WAYLAND_DISPLAY").isPresent();
    return hasScreen ? Optional.of(List.of("xdg-open", address)) : Optional.empty();
  }
}
