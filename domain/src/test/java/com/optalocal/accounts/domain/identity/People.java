package com.optalocal.accounts.domain.identity;

import com.optalocal.accounts.domain.MovableClock;
import com.optalocal.accounts.domain.SeededRandom;
import com.optalocal.accounts.domain.UserId;
import java.util.Optional;

/// The people that tests are about.
public final class People {
  public static final User ANA = named("Ana", 1);
  public static final User BEN = named("Ben", 2);

  private People() {}

  /// A user called `name` with the address `name@example.com`; another `seed`, another id.
  public static User named(String name, long seed) {
    return new User(
        UserId.generate(new SeededRandom(seed)),
        new Email(name + "@example.com"),
        Optional.of(new DisplayName(name)),
        MovableClock.START);
  }
}
