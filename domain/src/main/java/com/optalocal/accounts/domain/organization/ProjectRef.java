package com.optalocal.accounts.domain.organization;

import com.optalocal.accounts.domain.RandomBytes;
import java.util.regex.Pattern;

/// Names a deployment: the Supabase project's 20 letters, or 20 letters made at first start.
public record ProjectRef(String value) {
  private static final Pattern FORM = Pattern.compile("[a-z]{20}");

  public ProjectRef {
    if (!FORM.matcher(value).matches()) {
      throw new IllegalArgumentException("project ref has the wrong form");
    }
  }

  public static ProjectRef generate(RandomBytes random) {
    StringBuilder letters = new StringBuilder();
    while (letters.length() < 20) {
      int candidate = random.next(1)[0] & 0x1f;
      if (candidate < 26) {
        letters.append((char) ('a' + candidate));
      }
    }
    return new ProjectRef(letters.toString());
  }

  @Override
  public String toString() {
    return value;
  }
}
