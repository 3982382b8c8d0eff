package com.optalocal.accounts.domain.license;

import java.util.regex.Pattern;

/// The product's name for what was bought, as in `pro`.
public record Tier(String value) {
  private static final Pattern FORM = Pattern.compile("[a-z][a-z0-9-]{0,39}");

  public Tier {
    if (!FORM.matcher(value).matches()) {
      throw new IllegalArgumentException("a tier is named like pro, with 1 to 40 of a-z 0-9 -");
    }
  }

  /// As people read it: `Enterprise Plus` for `enterprise-plus`.
  public String title() {
    return title(value);
  }

  static String title(String name) {
    StringBuilder title = new StringBuilder();
    boolean first = true;
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (c == '-') {
        title.append(' ');
      } else {
        title.append(first ? Character.toUpperCase(c) : c);
      }
      first = c == '-';
    }
    return title.toString();
  }

  @Override
  public String toString() {
    return value;
  }
}
