package com.optalocal.accounts.application.identity;

import com.optalocal.accounts.application.Throttle;
import com.optalocal.accounts.domain.Pace;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;

/// The soft lockout of password sign-in: ten tries at one account from one place, then one a
/// minute; a hundred from everywhere, then one every 36 s. A right password clears the first, so
/// that people who mistype are never locked out for long. Accounts that do not exist are treated
/// alike.
public final class SignInLimits {
  private static final Pace FROM_ONE_PLACE = new Pace(10, Duration.ofMinutes(10));
  private static final Pace FROM_EVERYWHERE = new Pace(100, Duration.ofHours(1));

  private final Throttle oneSource;
  private final Throttle everywhere;

  public SignInLimits(InstantSource clock) {
    oneSource = new Throttle(FROM_ONE_PLACE, clock);
    everywhere = new Throttle(FROM_EVERYWHERE, clock);
  }

  /// Counts a try at the account with `address`: empty if it may go on, else how long to wait.
  ///
  /// @param address as typed
  /// @param place where it comes from, as a network address
  public Optional<Duration> tryBy(String address, String place) {
    return oneSource.tryBy(pair(address, place)).or(() -> everywhere.tryBy(account(address)));
  }

  /// Forgets the tries from `place` after one that was right.
  public void succeeded(String address, String place) {
    oneSource.forget(pair(address, place));
  }

  private static String pair(String address, String place) {
    return place + " " + account(address);
  }

  /// Cut, so that nobody fills memory with names.
  private static String account(String address) {
    String one = address.strip().toLowerCase(Locale.ROOT);
    return one.substring(0, Math.min(one.length(), 254));
  }
}
