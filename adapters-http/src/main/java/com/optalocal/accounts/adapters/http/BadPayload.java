package com.optalocal.accounts.adapters.http;

/// A payload that an operation cannot take. Says where (a JSON pointer) and why, and never repeats
/// what was sent.
public final class BadPayload extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String pointer;

  public BadPayload(String pointer, String why) {
    super(why, null, false, false);
    this.pointer = pointer;
  }

  public String pointer() {
    return pointer;
  }
}
