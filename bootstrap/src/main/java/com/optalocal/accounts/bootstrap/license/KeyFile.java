package com.optalocal.accounts.bootstrap.license;

import com.optalocal.accounts.adapters.keychain.SealedSigningKey;
import com.optalocal.accounts.bootstrap.command.CommandFailed;
import com.optalocal.accounts.bootstrap.command.ExitCode;
import com.optalocal.accounts.bootstrap.command.Invocation;
import com.optalocal.accounts.domain.SecretBytes;
import com.optalocal.accounts.domain.note.crypto.SigningKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/// An issuer's key file, and the passphrase that opens it: from `OPTA_LICENSE_PASSPHRASE`, a
/// prompt, or a line of standard input.
final class KeyFile {
  static final String ABOUT =
      "The passphrase is asked for, or read as one line of standard input, or is in";
  static final String ABOUT_MORE = "OPTA_LICENSE_PASSPHRASE. Do this on a machine that is offline.";
  private static final String VARIABLE = "OPTA_LICENSE_PASSPHRASE";

  private KeyFile() {}

  /// The key in `file`; the caller closes it.
  static SigningKey open(Invocation call, Path file) {
    byte[] sealed;
    try {
      sealed = LicenseFiles.read(file, SealedSigningKey.MAX_BYTES);
    } catch (IOException unreadable) {
      throw LicenseFiles.unreadable(file);
    }
    try (SecretBytes passphrase = passphrase(call, "Passphrase:")) {
      return SealedSigningKey.open(sealed, passphrase)
          .orElseThrow(() ->
              new CommandFailed(
                  ExitCode.DENIED,
                  "wrong_passphrase",
                  "The key file does not open",
                  "The passphrase is wrong",
                  "Try again with the right one"));
    } catch (IllegalArgumentException damaged) {
      throw new CommandFailed(
          ExitCode.INTEGRITY,
          "damaged",
          "The key file cannot be used",
          String.valueOf(damaged.getMessage()),
          "Take the copy that you kept of it");
    }
  }

  static SecretBytes passphrase(Invocation call, String question) {
    return call.environment()
        .variable(VARIABLE)
        .map(text -> new SecretBytes(text.getBytes(StandardCharsets.UTF_8)))
        .or(() -> call.terminal().prompt().secret(question))
        .orElseThrow(() ->
            CommandFailed.usage(
                "There is no passphrase",
                "Neither " + VARIABLE + " nor a prompt nor standard input brought one",
                "Type it when asked, or pipe it in as one line"));
  }

  /// A passphrase for a new file: typed twice by a person.
  static SecretBytes newPassphrase(Invocation call) {
    SecretBytes first = passphrase(call, "New passphrase for the key file:");
    boolean typed =
        call.environment().variable(VARIABLE).isEmpty() && call.terminal().prompt().isInteractive();
    if (typed) {
      try (SecretBytes second =
          call.terminal()
              .prompt()
              .secret("Once more:")
              .orElseGet(() -> new SecretBytes(new byte[0]))) {
        if (!first.constantTimeEquals(second)) {
          first.close();
          throw CommandFailed.usage("The two passphrases differ", "", "Run the command again");
        }
      }
    }
    return first;
  }
}
