package com.optalocal.accounts.domain.device;

/// Where a machine keeps its private keys and tokens. Chosen once, at enrolment; nothing ever falls
/// back from one to another by itself.
public enum Custody {
  KEYCHAIN("keychain"),
  PASSPHRASE_FILE("passphrase-file"),
  PLAIN_FILE("plain-file"),
  MEMORY("memory");

  private final String code;

  Custody(String code) {
    this.code = code;
  }

  public String code() {
    return code;
  }

  public static Custody ofCode(String code) {
    for (Custody custody : values()) {
      if (custody.code.equals(code)) {
        return custody;
      }
    }
    throw new IllegalArgumentException(
        "custody is keychain, passphrase-file, plain-file or memory");
  }
}
