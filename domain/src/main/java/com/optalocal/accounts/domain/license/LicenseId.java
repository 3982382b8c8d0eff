package com.optalocal.accounts.domain.license;

import com.optalocal.accounts.domain.CrockfordBase32;
import com.optalocal.accounts.domain.RandomBytes;
import java.util.regex.Pattern;

/// Names a license: `lic_` and 26 base-32 digits.
public record LicenseId(String value) implements Comparable<LicenseId> {
  private static final Pattern FORM = Pattern.compile("lic_[0-9A-HJKMNP-TV-Z]{26}");

  public LicenseId {
    if (!FORM.matcher(value).matches()) {
      throw new IllegalArgumentException("a license id has the wrong form");
    }
  }

  public static LicenseId generate(RandomBytes random) {
    return new LicenseId("lic_" + CrockfordBase32.encode(random.next(16)));
  }

  @Override
  public int compareTo(LicenseId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
