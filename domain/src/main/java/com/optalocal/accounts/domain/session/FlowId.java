package com.optalocal.accounts.domain.session;

import com.optalocal.accounts.domain.RandomBytes;
import com.optalocal.accounts.domain.UserId;
import java.util.regex.Pattern;

/// Names a [Flow]: a random UUID.
public record FlowId(String value) {
  private static final Pattern FORM =
      Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

  public FlowId {
    if (!FORM.matcher(value).matches()) {
      throw new IllegalArgumentException("flow id has the wrong form");
    }
  }

  public static FlowId generate(RandomBytes random) {
    return new FlowId(UserId.generate(random).value());
  }

  @Override
  public String toString() {
    return value;
  }
}
