package com.optalocal.accounts.domain.vault;

/// How a portal's answer contradicts what devices signed. The code is what people and logs see.
public enum VaultFault {
  MALFORMED("VaultMalformed", "a signed object is not in its one valid form"),
  OTHER_USER("VaultOfAnotherUser", "this vault belongs to somebody else"),
  OTHER_VAULT("VaultReplaced", "this is not the vault that this device knows"),
  FORKED("VaultForked", "the device list does not continue the one that this device knows"),
  ROLLED_BACK("VaultRolledBack", "the portal served an older state than this device has seen"),
  UNTRUSTED_WRITER("UntrustedWriter", "something was signed by a key that no device trusts"),
  WRONG_EPOCH("WrongEpoch", "something was sealed to a key that is not the vault's"),
  INCOMPLETE("VaultIncomplete", "the items are not the ones that the manifest lists"),
  UNOPENABLE("Unopenable", "something could not be opened"),
  REQUEST_FORGED("JoinForged", "the answer to this device's request was not made with its words");

  private final String code;
  private final String meaning;

  VaultFault(String code, String meaning) {
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
