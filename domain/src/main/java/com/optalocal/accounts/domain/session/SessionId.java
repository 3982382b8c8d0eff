package com.optalocal.accounts.domain.session;

import com.optalocal.accounts.domain.RandomBytes;
import com.optalocal.accounts.domain.UserId;
import java.util.regex.Pattern;

/// Names a session; a UUID, carried as `session_id` in access tokens.
public record SessionId(String value) {
  private static final Pattern FORM =
      Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

  public SessionId {
    if (!FORM.matcher(value).matches()) {
      throw new IllegalArgumentException("session id has the wrong form");
    }
  }

  public static SessionId generate(RandomBytes random) {
    return new SessionId(UserId.generate(random).value());
  }

  @Override
  public String toString() {
    return value;
  }
}
