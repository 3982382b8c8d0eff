package com.optalocal.accounts.domain.license;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/// Every verdict under every order of clock moves: all sequences of up to five moves, each followed
/// by a look, judged beside a reckoning of its own that knows the rules and none of the code.
class ClockMovesTest {
  private static final int MOVES = 5;
  private static final long MINUTE = 60;
  private static final long DAY = 24 * 60 * MINUTE;
  private static final long TERM = 30 * DAY;
  private static final long KEYS = 28 * DAY;
  private static final long GAP = 14 * DAY;
  private static final long GRACE = 3 * DAY;

  /// What may happen to a device between two looks at its licenses.
  private enum Move {
    AHEAD_AN_HOUR,
    AHEAD_6_DAYS,
    AHEAD_15_DAYS,
    BACK_4_MINUTES,
    BACK_6_MINUTES,
    BACK_20_DAYS,
    /// The portal answers; its clock is right whatever the device's shows.
    CONTACT,
    /// Somebody edits or deletes the mark.
    TAMPER
  }

  /// Seconds since the license was issued, kept without any of the production types.
  private record World(long clock, long real, boolean marked, long highest, long contact) {
    World apply(Move move) {
      return switch (move) {
        case AHEAD_AN_HOUR -> moved(60 * MINUTE, true);
        case AHEAD_6_DAYS -> moved(6 * DAY, true);
        case AHEAD_15_DAYS -> moved(15 * DAY, true);
        case BACK_4_MINUTES -> moved(-4 * MINUTE, false);
        case BACK_6_MINUTES -> moved(-6 * MINUTE, false);
        case BACK_20_DAYS -> moved(-20 * DAY, false);
        case CONTACT -> new World(clock, real, true, real, real);
        case TAMPER -> new World(clock, real, false, 0, 0);
      };
    }

    private World moved(long by, boolean timePasses) {
      return new World(clock + by, real + (timePasses ? by : 0), marked, highest, contact);
    }

    World looked() {
      return new World(clock, real, marked, Math.max(highest, clock), contact);
    }

    /// The rules, in one place and in order.
    String expected() {
      if (!marked) {
        return clock < -5 * MINUTE
            ? "not-yet-valid"
            : "expired " + (clock >= TERM ? "term" : "air-gap");
      }
      if (clock < highest - 5 * MINUTE) {
        return "clock-rolled-back";
      }
      long time = Math.max(clock, highest);
      if (time < -5 * MINUTE) {
        return "not-yet-valid";
      }
      long end = Math.min(Math.min(TERM, KEYS), contact + GAP);
      if (time < end) {
        return "active " + (end - time);
      }
      String cause = end == contact + GAP && contact + GAP < KEYS ? "air-gap" : "keys";
      return (time < end + GRACE ? "grace " : "expired ") + cause;
    }
  }

  private final Map<String, Integer> seen = new HashMap<>();
  private final LicenseFixture vendor = LicenseFixture.vendor();
  private final License license = shortLicense();

  private License shortLicense() {
    License.Terms terms = vendor.terms(1, Optional.empty());
    return License.parse(
        vendor
            .issuer()
            .sign(
                new License.Terms(
                        terms.id(),
                        terms.org(),
                        terms.tier(),
                        terms.features(),
                        LicenseFixture.ISSUED,
                        LicenseFixture.ISSUED.plusSeconds(TERM),
                        Duration.ofDays(14),
                        Optional.empty())
                    .text()));
  }

  @Test
  void every_verdict_under_every_order_of_clock_moves() {
    TimeMark first = mark(0, 0);
    explore(new World(0, 0, true, 0, 0), Optional.of(first), MOVES, "");

    assertThat(seen.keySet())
        .contains("active", "grace", "expired", "not-yet-valid", "clock-rolled-back");
    assertThat(seen.values().stream().mapToInt(Integer::intValue).sum())
        .isEqualTo(1 + 8 + 64 + 512 + 4096 + 32_768);
  }

  private void explore(World world, Optional<TimeMark> mark, int left, String path) {
    Instant now = at(world.clock());
    LicenseVerdict verdict =
        LicenseVerifier.judge(
            license,
            new LicenseVerifier.Circumstances(
                LicenseFixture.key(1).verificationKey().fingerprint(), at(KEYS), mark, now));
    String said = said(verdict);
    if (!said.equals(world.expected())) {
      throw new AssertionError(path + ": " + said + " instead of " + world.expected());
    }
    seen.merge(verdict.code(), 1, Integer::sum);
    World looked = world.looked();
    Optional<TimeMark> kept = mark.map(known -> known.seen(now));
    if (left == 0) {
      return;
    }
    for (Move move : Move.values()) {
      World next = looked.apply(move);
      Optional<TimeMark> nextMark =
          switch (move) {
            case CONTACT -> Optional.of(mark(next.real(), next.real()));
            case TAMPER -> Optional.empty();
            default -> kept;
          };
      explore(next, nextMark, left - 1, path + " " + move);
    }
  }

  private TimeMark mark(long highest, long contact) {
    TreeSet<LicenseId> ids = new TreeSet<>();
    ids.add(license.id());
    return new TimeMark(at(highest), at(contact), 1, ids);
  }

  private static String said(LicenseVerdict verdict) {
    return switch (verdict) {
      case LicenseVerdict.Active(var l, Duration left) -> "active " + left.toSeconds();
      case LicenseVerdict.Grace(var l, var cause, var until) -> "grace " + cause.code();
      case LicenseVerdict.Expired(var l, var cause) -> "expired " + cause.code();
      case LicenseVerdict.NotYetValid _,
          LicenseVerdict.ClockRolledBack _,
          LicenseVerdict.WrongDevice _,
          LicenseVerdict.Forged _ ->
          verdict.code();
    };
  }

  private static Instant at(long seconds) {
    return LicenseFixture.ISSUED.plusSeconds(seconds);
  }

  @Test
  void no_clock_heals_a_license_of_another_device_or_one_that_was_taken_back() {
    SortedLook look = new SortedLook();
    var mine = LicenseFixture.key(1).verificationKey().fingerprint();
    var theirs = LicenseFixture.key(2).verificationKey().fingerprint();
    License bound = License.parse(vendor.license(1, Optional.of(theirs)));
    TimeMark without = new TimeMark(at(0), at(0), 1, new TreeSet<>());
    for (long clock = -40 * DAY; clock < 400 * DAY; clock += DAY) {
      look.note(LicenseVerifier.judge(bound, circumstances(mine, Optional.of(mark(0, 0)), clock)));
      look.note(LicenseVerifier.judge(bound, circumstances(mine, Optional.empty(), clock)));
      assertThat(LicenseVerifier.judge(license, circumstances(mine, Optional.of(without), clock)))
          .isEqualTo(new LicenseVerdict.Expired(license, LicenseVerdict.Cause.REVOKED));
    }
    assertThat(look.codes).containsOnlyKeys("wrong-device");
  }

  private static LicenseVerifier.Circumstances circumstances(
      com.optalocal.accounts.domain.note.Fingerprint device, Optional<TimeMark> mark, long clock) {
    return new LicenseVerifier.Circumstances(device, at(KEYS), mark, at(clock));
  }

  private static final class SortedLook {
    private final Map<String, Integer> codes = new HashMap<>();

    void note(LicenseVerdict verdict) {
      codes.merge(verdict.code(), 1, Integer::sum);
    }
  }

  @Test
  void days_left_are_rounded_up() {
    assertThat(new LicenseVerdict.Active(license, Duration.ofDays(14)).daysLeft()).isEqualTo(14);
    assertThat(new LicenseVerdict.Active(license, Duration.ofSeconds(1)).daysLeft()).isEqualTo(1);
    assertThat(new LicenseVerdict.Active(license, Duration.ofDays(13).plusSeconds(1)).daysLeft())
        .isEqualTo(14);
  }
}
