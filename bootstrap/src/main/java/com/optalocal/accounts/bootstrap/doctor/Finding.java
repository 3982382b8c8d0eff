package com.optalocal.accounts.bootstrap.doctor;

import com.optalocal.accounts.adapters.http.JsonValue;

/// What one check found.
///
/// @param subject what was looked at, as in `keychain`
/// @param next what to do; empty where nothing is
record Finding(String subject, Level level, String text, String next) {
  enum Level {
    GOOD("good"),
    /// Works, but somebody should know.
    NOTE("note"),
    BAD("bad");

    private final String code;

    Level(String code) {
      this.code = code;
    }
  }

  static Finding good(String subject, String text) {
    return new Finding(subject, Level.GOOD, text, "");
  }

  static Finding note(String subject, String text, String next) {
    return new Finding(subject, Level.NOTE, text, next);
  }

  static Finding bad(String subject, String text, String next) {
    return new Finding(subject, Level.BAD, text, next);
  }

  JsonValue json() {
    return JsonValue.fields()
        .put("subject", subject)
        .put("level", level.code)
        .put("text", text)
        .put("next", next)
        .build();
  }
}
