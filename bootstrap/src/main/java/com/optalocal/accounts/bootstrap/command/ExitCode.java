package com.optalocal.accounts.bootstrap.command;

import java.io.Serializable;
import java.util.List;

/// How a command ended. The numbers and the kinds are part of the program's contract.
///
/// @param kind the word that daemon answers and `--json` errors use
public record ExitCode(int number, String kind) implements Serializable {
  public static final ExitCode OK = new ExitCode(0, "ok");
  public static final ExitCode FAILED = new ExitCode(1, "failed");
  public static final ExitCode USAGE = new ExitCode(2, "usage");
  public static final ExitCode SIGNED_OUT = new ExitCode(3, "signed-out");
  public static final ExitCode DENIED = new ExitCode(4, "denied");
  public static final ExitCode OFFLINE = new ExitCode(5, "offline");
  public static final ExitCode CONFLICT = new ExitCode(6, "conflict");
  public static final ExitCode INTEGRITY = new ExitCode(7, "integrity");

  private static final List<ExitCode> REFUSALS =
      List.of(FAILED, USAGE, SIGNED_OUT, DENIED, OFFLINE, CONFLICT, INTEGRITY);

  /// The exit code of a program that ran in our place, as it is.
  public static ExitCode passedOn(int number) {
    return new ExitCode(number, number == 0 ? "ok" : "failed");
  }

  /// The code for a daemon's `kind`; one that this program does not know is a plain failure.
  public static ExitCode ofKind(String kind) {
    return REFUSALS.stream().filter(code -> code.kind.equals(kind)).findFirst().orElse(FAILED);
  }
}
