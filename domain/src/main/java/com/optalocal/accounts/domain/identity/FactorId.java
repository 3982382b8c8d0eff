package com.optalocal.accounts.domain.identity;

import com.optalocal.accounts.domain.RandomBytes;
import com.optalocal.accounts.domain.UserId;
import java.util.regex.Pattern;

/// Names a second factor; a UUID.
public record FactorId(String value) {
  private static final Pattern FORM =
      Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

  public FactorId {
    if (!FORM.matcher(value).matches()) {
      throw new IllegalArgumentException("factor id has the wrong form");
    }
  }

  public static FactorId generate(RandomBytes random) {
    return new FactorId(UserId.generate(random).value());
  }

  @Override
  public String toString() {
    return value;
  }
}
