package com.optalocal.accounts.domain.license;

import java.util.regex.Pattern;

/// Something that a license unlocks, as in `lmx`. A self-hoster's own features begin with their
/// issuer's prefix and a slash, as in `acme/robot`.
public record Feature(String value) implements Comparable<Feature> {
  private static final Pattern FORM =
      Pattern.compile("(?:[a-z0-9][a-z0-9-]{0,39}/)?[a-z][a-z0-9-]{0,39}");

  public static final Feature LMX = new Feature("lmx");
  public static final Feature DESKTOP = new Feature("desktop");
  public static final Feature CEO_MODE = new Feature("ceo-mode");
  public static final Feature ATPO = new Feature("atpo");

  public Feature {
    if (!FORM.matcher(value).matches()) {
      throw new IllegalArgumentException("a feature's name has the wrong form");
    }
  }

  /// What stands before the slash; empty for the vendor's own features.
  public String prefix() {
    int slash = value.indexOf('/');
    return slash < 0 ? "" : value.substring(0, slash);
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
