package com.optalocal.accounts.domain.license;

import java.util.regex.Pattern;

/// Whose features: the vendor's stand without a prefix; a self-hoster's begin with theirs and a
/// slash. Whoever signs licenses may sign for one prefix alone.
public record FeaturePrefix(String value) implements Comparable<FeaturePrefix> {
  private static final Pattern FORM = Pattern.compile("[a-z0-9][a-z0-9-]{0,39}");
  private static final String WRITTEN_NONE = "-";

  public static final FeaturePrefix VENDOR = new FeaturePrefix("");

  public FeaturePrefix {
    if (!value.isEmpty() && !FORM.matcher(value).matches()) {
      throw new IllegalArgumentException("a feature prefix is 1 to 40 of a-z 0-9 -");
    }
  }

  /// A self-hoster's own.
  ///
  /// @throws IllegalArgumentException also for an empty one
  public static FeaturePrefix own(String value) {
    if (value.isEmpty()) {
      throw new IllegalArgumentException("a feature prefix is 1 to 40 of a-z 0-9 -");
    }
    return new FeaturePrefix(value);
  }

  /// The inverse of [#toString].
  public static FeaturePrefix parse(String text) {
    return text.equals(WRITTEN_NONE) ? VENDOR : own(text);
  }

  public boolean isVendor() {
    return value.isEmpty();
  }

  @Override
  public int compareTo(FeaturePrefix other) {
    return value.compareTo(other.value);
  }

  // written out: what the compiler generates for a record costs its first caller 8 ms of a command
  @Override
  public boolean equals(Object other) {
    return other instanceof FeaturePrefix that && value.equals(that.value);
  }

  @Override
  public int hashCode() {
    return value.hashCode();
  }

  /// As it stands in notes: `-` for the vendor.
  @Override
  public String toString() {
    return isVendor() ? WRITTEN_NONE : value;
  }
}
