package com.optalocal.accounts.adapters.http;

/// Bytes that are not the one JSON document that was expected. Says where (a JSON pointer, RFC
/// 6901) and why, and never repeats what was sent.
public final class MalformedJson extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String pointer;

  MalformedJson(String pointer, String why) {
    super(why);
    this.pointer = pointer;
  }

  /// Empty where the document as a whole is meant.
  public String pointer() {
    return pointer;
  }
}
