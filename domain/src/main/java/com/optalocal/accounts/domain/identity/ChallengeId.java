package com.optalocal.accounts.domain.identity;

import com.optalocal.accounts.domain.RandomBytes;
import com.optalocal.accounts.domain.UserId;
import java.util.regex.Pattern;

/// Names a challenge to prove oneself; a UUID.
public record ChallengeId(String value) {
  private static final Pattern FORM =
      Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

  public ChallengeId {
    if (!FORM.matcher(value).matches()) {
      throw new IllegalArgumentException("challenge id has the wrong form");
    }
  }

  public static ChallengeId generate(RandomBytes random) {
    return new ChallengeId(UserId.generate(random).value());
  }

  @Override
  public String toString() {
    return value;
  }
}
