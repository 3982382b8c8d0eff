package com.optalocal.accounts.adapters.http;

import com.optalocal.accounts.domain.identity.User;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/// What every template needs besides its own page: words, addresses, the form token, and the time.
public final class Frame {
  private static final DateTimeFormatter EXACT =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private final Texts texts;
  private final Assets assets;
  private final String formToken;
  private final Optional<User> user;
  private final Instant now;

  /// @param formToken for the hidden field of every form
  /// @param user who is signed in
  Frame(Texts texts, Assets assets, String formToken, Optional<User> user, Instant now) {
    this.texts = texts;
    this.assets = assets;
    this.formToken = formToken;
    this.user = user;
    this.now = now;
  }

  public String stylesheet() {
    return assets.stylesheetPath();
  }

  public String icon() {
    return assets.iconPath();
  }

  public String formToken() {
    return formToken;
  }

  public Optional<User> user() {
    return user;
  }

  public String text(String key, Object... arguments) {
    return texts.get(key, arguments);
  }

  /// `1 key`, `2 keys`: the text `KEY.one` or `KEY.many`.
  public String count(String key, long number) {
    return texts.get(key + (number == 1 ? ".one" : ".many"), number);
  }

  public Instant now() {
    return now;
  }

  public String exact(Instant at) {
    return EXACT.format(at);
  }

  /// How long ago `at` was, or how long it will take.
  public String relative(Instant at) {
    Duration past = Duration.between(at, now);
    if (past.isNegative()) {
      return texts.get("time.in", span(past.negated().plusSeconds(59)));
    }
    return past.compareTo(Duration.ofMinutes(1)) < 0
        ? texts.get("time.now")
        : texts.get("time.ago", span(past));
  }

  private String span(Duration length) {
    if (length.compareTo(Duration.ofHours(1)) < 0) {
      return texts.get("time.minutes", length.toMinutes());
    }
    return length.compareTo(Duration.ofDays(2)) < 0
        ? texts.get("time.hours", length.toHours())
        : texts.get("time.days", length.toDays());
  }

  /// The form token stays out of logs.
  @Override
  public String toString() {
    return "Frame";
  }
}
