package com.optalocal.accounts.bootstrap.license;

import com.optalocal.accounts.adapters.http.JsonValue;
import com.optalocal.accounts.bootstrap.command.Command;
import com.optalocal.accounts.bootstrap.command.CommandFailed;
import com.optalocal.accounts.bootstrap.command.ExitCode;
import com.optalocal.accounts.bootstrap.command.Invocation;
import com.optalocal.accounts.bootstrap.command.Usage;
import com.optalocal.accounts.bootstrap.daemon.DaemonAccess;
import com.optalocal.accounts.domain.note.Note;
import java.io.IOException;
import java.nio.file.Path;

/// `opta license publish`: an owner brings the portal what was signed elsewhere.
final class PublishCommand implements Command {
  private static final int MAX_BYTES = 64 << 10;

  @Override
  public Usage usage() {
    return Usage.of("Give a signed license or key list to the portal, as an owner")
        .about("An issuer's key list comes first, then the licenses that it vouches for.")
        .needs("FILE", "what `opta license keys` or `opta license issue` signed")
        .example("opta license publish team.license");
  }

  @Override
  public ExitCode run(Invocation call) {
    Path file = call.positional(0, "FILE", Path::of);
    JsonValue.Fields published =
        DaemonAccess.of(call)
            .call("license.publish", JsonValue.fields().put("note", read(file).encoded()).build());
    call.terminal()
        .done(
            published.text("published").orElse("").equals("keys")
                ? "The portal keeps this key list"
                : "The portal serves license " + published.text("id").orElse(""));
    call.terminal().json(published);
    return ExitCode.OK;
  }

  private static Note read(Path file) {
    try {
      return Note.parse(LicenseFiles.read(file, MAX_BYTES));
    } catch (IOException unreadable) {
      throw LicenseFiles.unreadable(file);
    } catch (IllegalArgumentException malformed) {
      throw new CommandFailed(
          ExitCode.INTEGRITY,
          "malformed",
          "The file is no signed note",
          String.valueOf(malformed.getMessage()),
          "Get it again from whoever signed it");
    }
  }
}
