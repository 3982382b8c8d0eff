package com.optalocal.accounts.domain.identity;

import com.optalocal.accounts.domain.RandomBytes;
import com.optalocal.accounts.domain.UserId;
import java.util.regex.Pattern;

/// Names a passkey; a UUID.
public record PasskeyId(String value) {
  private static final Pattern FORM =
      Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

  public PasskeyId {
    if (!FORM.matcher(value).matches()) {
      throw new IllegalArgumentException("passkey id has the wrong form");
    }
  }

  public static PasskeyId generate(RandomBytes random) {
    return new PasskeyId(UserId.generate(random).value());
  }

  @Override
  public String toString() {
    return value;
  }
}
