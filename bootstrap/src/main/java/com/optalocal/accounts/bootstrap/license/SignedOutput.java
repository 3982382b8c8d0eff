package com.optalocal.accounts.bootstrap.license;

import com.optalocal.accounts.adapters.http.JsonValue;
import com.optalocal.accounts.bootstrap.command.Invocation;
import com.optalocal.accounts.bootstrap.command.Usage;
import com.optalocal.accounts.domain.note.Note;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/// Where a note goes that was just signed: a file, or standard output as it is.
final class SignedOutput {
  private static final int MAX_DAYS = 3650;

  private SignedOutput() {}

  static Usage option(Usage usage) {
    return usage.option("--out", "FILE", "write it there; without it, it is printed");
  }

  static void write(Invocation call, Note signed, JsonValue.Builder json) {
    Optional<Path> out = call.option("--out", Path::of);
    out.ifPresent(file -> LicenseFiles.create(file, signed.encoded()));
    if (call.terminal().isJson()) {
      call.terminal().json(json.put("note", signed.encoded()).build());
    } else if (out.isPresent()) {
      call.terminal().done("Signed: " + out.get().getFileName());
      call.terminal().next("Give it to the portal: ", "opta license publish " + out.get());
    } else {
      call.terminal().raw(signed.encoded().stripTrailing());
    }
  }

  static Duration days(String text) {
    if (!text.matches("[1-9][0-9]{0,3}") || Integer.parseInt(text) > MAX_DAYS) {
      throw new IllegalArgumentException("it is a number of days from 1 to " + MAX_DAYS);
    }
    return Duration.ofDays(Integer.parseInt(text));
  }
}
