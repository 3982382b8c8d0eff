package com.optalocal.accounts.domain.identity;

import java.time.Duration;
import java.time.Instant;

/// How often a user's second factors were guessed wrong, since when. A new challenge does not begin
/// anew: of a million codes, three are right at any time, so guessing is bounded by user.
public record WrongTries(int count, Instant since) {
  public static final int MAX = 5;
  public static final Duration WITHIN = Duration.ofMinutes(15);

  /// None so far.
  public static WrongTries none(Instant now) {
    return new WrongTries(0, now);
  }

  /// Whether there may be another.
  public boolean allowsAnother(Instant now) {
    return count < MAX || isOver(now);
  }

  /// These and one at `now`.
  public WrongTries plusOne(Instant now) {
    return isOver(now) ? new WrongTries(1, now) : new WrongTries(count + 1, since);
  }

  private boolean isOver(Instant now) {
    return !now.isBefore(since.plus(WITHIN));
  }
}
