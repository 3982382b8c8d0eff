package com.optalocal.accounts.domain.license;

import java.util.regex.Pattern;

/// Something that a license unlocks, as in `lmx`. A self-hoster's own features begin with their
/// issuer's prefix and a slash, as in `acme/robot`.
public record Feature(String value) implements Comparable<Feature> {
  private static final Pattern FORM =
      Pattern.compile("(?:[a-z0-9][a-z0-9-]{0,39}/)?[a-z][a-z0-9-]{0,39}");

  public Feature {
    if (!FORM.matcher(value).matches()) {
      throw new IllegalArgumentException("a feature is named like lmx, or like acme/robot");
    }
  }

  /// What stands before the slash.
  public FeaturePrefix prefix() {
    int slash = value.indexOf('/');
    return slash < 0 ? FeaturePrefix.VENDOR : new FeaturePrefix(value.substring(0, slash));
  }

  @Override
  public int compareTo(Feature other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
