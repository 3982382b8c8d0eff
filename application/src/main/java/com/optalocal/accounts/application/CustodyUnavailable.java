package com.optalocal.accounts.application;

/// The place where this machine keeps its keys does not answer. Nothing falls back to another
/// place; the person is told which and what to do.
public final class CustodyUnavailable extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /// Why. The codes are part of the daemon's answers.
  public enum Reason {
    ABSENT("absent", "there is no OS keychain on this machine"),
    LOCKED("locked", "the OS keychain is locked or does not answer"),
    REFUSED("refused", "the OS keychain refused"),
    WRONG_PASSPHRASE("wrong-passphrase", "the passphrase does not open this machine's key file"),
    PASSPHRASE_NEEDED("passphrase-needed", "this machine's key file needs its passphrase"),
    UNSAFE_FILE("unsafe-file", "a file with secrets can be read or replaced by others"),
    /// Custody `memory`: there are no device keys, so no vault opens here.
    KEEPS_NOTHING("keeps-nothing", "this device was told to keep nothing"),
    DAMAGED("damaged", "a file with secrets is damaged"),
    FILE_FAILED("file-failed", "a file with secrets cannot be read or written");

    private final String code;
    private final String meaning;

    Reason(String code, String meaning) {
      this.code = code;
      this.meaning = meaning;
    }

    public String code() {
      return code;
    }

    public String meaning() {
      return meaning;
    }
  }

  private final Reason reason;

  /// @param where the file or service, for the person; never a secret
  public CustodyUnavailable(Reason reason, String where) {
    super(reason.meaning() + ": " + where);
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }
}
