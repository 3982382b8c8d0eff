package com.optalocal.accounts.bootstrap.command;

/// How a command ended. The numbers and the kinds are part of the program's contract.
public enum ExitCode {
  OK(0, "ok"),
  FAILED(1, "failed"),
  USAGE(2, "usage"),
  SIGNED_OUT(3, "signed-out"),
  DENIED(4, "denied"),
  OFFLINE(5, "offline"),
  CONFLICT(6, "conflict"),
  INTEGRITY(7, "integrity");

  private final int number;
  private final String kind;

  ExitCode(int number, String kind) {
    this.number = number;
    this.kind = kind;
  }

  public int number() {
    return number;
  }

  /// The word that daemon answers and `--json` errors use.
  public String kind() {
    return kind;
  }

  /// The code for a daemon's `kind`; one that this program does not know is a plain failure.
  public static ExitCode ofKind(String kind) {
    for (ExitCode code : values()) {
      if (code != OK && code.kind.equals(kind)) {
        return code;
      }
    }
    return FAILED;
  }
}
