package com.optalocal.accounts.application.license;

import com.optalocal.accounts.application.session.CurrentSession;
import com.optalocal.accounts.domain.UserId;
import com.optalocal.accounts.domain.license.Feature;
import com.optalocal.accounts.domain.license.FeaturePrefix;
import com.optalocal.accounts.domain.license.License;
import com.optalocal.accounts.domain.license.LicenseAuthority;
import com.optalocal.accounts.domain.license.LicenseKeys;
import com.optalocal.accounts.domain.license.LicenseVerdict;
import com.optalocal.accounts.domain.license.LicenseVerifier;
import com.optalocal.accounts.domain.license.TimeMark;
import com.optalocal.accounts.domain.note.Fingerprint;
import com.optalocal.accounts.domain.note.Note;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Tells what this device's licenses are worth now, without the portal. Each look moves the marks
/// forward, so that turning the clock back is noticed at the next.
public final class JudgeLicenses {
  /// Marks move at most this often; the tolerance for wrong clocks is five times as long.
  private static final Duration STEP = Duration.ofMinutes(1);

  private final CurrentSession session;
  private final DeviceLicenses licenses;
  private final InstantSource clock;

  /// @param device this device's key, which licenses may be bound to
  /// @param lastContact with anybody who was believed
  /// @param pinned the prefix of the self-hoster that this device believes
  public record Status(
      Fingerprint device,
      List<LicenseVerdict> verdicts,
      Optional<Instant> lastContact,
      Optional<FeaturePrefix> pinned) {
    public Status {
      verdicts = List.copyOf(verdicts);
    }

    /// The most telling one: what works comes before what does not.
    public Optional<LicenseVerdict> foremost() {
      return verdicts.stream().findFirst();
    }
  }

  public sealed interface Answer {
    /// Licensed by what `verdict` says; `verdict` is usable.
    record Allowed(LicenseVerdict verdict) implements Answer {}

    /// There is a license for it, and `verdict` says why it does not work.
    record NotNow(LicenseVerdict verdict) implements Answer {}

    /// No license here has the feature.
    record Unlicensed() implements Answer {}
  }

  public JudgeLicenses(CurrentSession session, DeviceLicenses licenses, InstantSource clock) {
    this.session = session;
    this.licenses = licenses;
    this.clock = clock;
  }

  /// Everything that is held, best first. Empty if nobody is signed in or enrolled here.
  public Optional<Status> status() {
    return session
        .peek()
        .flatMap(held -> {
          UserId user = held.issued().user().id();
          return licenses.with(user, this::status);
        });
  }

  /// Whether `feature` may be used here now.
  public Answer check(Feature feature) {
    Optional<LicenseVerdict> best =
        status().stream()
            .flatMap(status -> status.verdicts().stream())
            .filter(verdict ->
                licenseOf(verdict)
                    .filter(license -> license.terms().features().contains(feature))
                    .isPresent())
            .findFirst();
    return best.<Answer>map(verdict ->
            verdict.isUsable() ? new Answer.Allowed(verdict) : new Answer.NotNow(verdict))
        .orElseGet(Answer.Unlicensed::new);
  }

  /// The license that a verdict is about; none if it was forged.
  public static Optional<License> licenseOf(LicenseVerdict verdict) {
    return switch (verdict) {
      case LicenseVerdict.Active(License license, var left) -> Optional.of(license);
      case LicenseVerdict.Grace(License license, var cause, var until) -> Optional.of(license);
      case LicenseVerdict.Expired(License license, var cause) -> Optional.of(license);
      case LicenseVerdict.NotYetValid(License license, var from) -> Optional.of(license);
      case LicenseVerdict.WrongDevice(License license) -> Optional.of(license);
      case LicenseVerdict.ClockRolledBack(License license, var mark) -> Optional.of(license);
      case LicenseVerdict.Forged() -> Optional.empty();
    };
  }

  private Status status(DeviceLicenses.Opened device) {
    Instant now = clock.instant();
    List<Note> unclaimed = new ArrayList<>(device.held().licenses());
    List<LicenseVerdict> verdicts = new ArrayList<>();
    List<Instant> contacts = new ArrayList<>();
    Optional<FeaturePrefix> pinned = Optional.empty();
    for (LicenseAuthority authority : device.authorities()) {
      Optional<TimeMark> mark = device.mark(authority);
      // a key list that is older than the mark knows was put back by somebody
      RefreshLicenses.newest(device.held().keys(), authority)
          .filter(list -> mark.filter(known -> list.version() < known.keysVersion()).isEmpty())
          .ifPresent(list -> verdicts.addAll(judge(unclaimed, device, list, mark, now)));
      mark.ifPresent(known -> {
        contacts.add(known.lastContact());
        look(device, authority, known, now);
      });
      pinned = authority.prefix().isVendor() ? pinned : Optional.of(authority.prefix());
    }
    unclaimed.forEach(note -> verdicts.add(new LicenseVerdict.Forged()));
    verdicts.sort(Comparator.comparingInt(JudgeLicenses::rank));
    return new Status(
        device.key().fingerprint(),
        verdicts,
        contacts.stream().max(Comparator.naturalOrder()),
        pinned);
  }

  /// Judges what `keys` vouch for, and takes it out of `unclaimed`.
  private static List<LicenseVerdict> judge(
      List<Note> unclaimed,
      DeviceLicenses.Opened device,
      LicenseKeys keys,
      Optional<TimeMark> mark,
      Instant now) {
    LicenseVerifier.Circumstances at =
        new LicenseVerifier.Circumstances(
            device.key().fingerprint(), keys.terms().notAfter(), mark, now);
    List<LicenseVerdict> verdicts = new ArrayList<>();
    unclaimed.removeIf(note -> {
      Optional<License> license = LicenseVerifier.authentic(note, Set.of(keys.issuer()));
      license.ifPresent(authentic -> verdicts.add(LicenseVerifier.judge(authentic, at)));
      return license.isPresent();
    });
    return verdicts;
  }

  private static void look(
      DeviceLicenses.Opened device, LicenseAuthority authority, TimeMark mark, Instant now) {
    if (now.isAfter(mark.highest().plus(STEP))) {
      device.keepMark(authority, mark.seen(now));
    }
  }

  /// What works comes first, then what can come right by itself.
  private static int rank(LicenseVerdict verdict) {
    return switch (verdict) {
      case LicenseVerdict.Active _ -> 0;
      case LicenseVerdict.Grace _ -> 1;
      case LicenseVerdict.ClockRolledBack _ -> 2;
      case LicenseVerdict.NotYetValid _ -> 3;
      case LicenseVerdict.Expired _ -> 4;
      case LicenseVerdict.WrongDevice _ -> 5;
      case LicenseVerdict.Forged _ -> 6;
    };
  }
}
