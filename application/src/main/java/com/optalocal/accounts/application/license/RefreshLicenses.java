package com.optalocal.accounts.application.license;

import com.optalocal.accounts.application.session.CurrentSession;
import com.optalocal.accounts.domain.BearerSecret;
import com.optalocal.accounts.domain.RandomBytes;
import com.optalocal.accounts.domain.UserId;
import com.optalocal.accounts.domain.license.License;
import com.optalocal.accounts.domain.license.LicenseAuthority;
import com.optalocal.accounts.domain.license.LicenseContact;
import com.optalocal.accounts.domain.license.LicenseKeys;
import com.optalocal.accounts.domain.license.LicenseRequest;
import com.optalocal.accounts.domain.license.LicenseVerifier;
import com.optalocal.accounts.domain.license.TimeMark;
import com.optalocal.accounts.domain.note.Hash;
import com.optalocal.accounts.domain.note.Note;
import com.optalocal.accounts.domain.session.HeldSession;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Fetches this device's licenses, with the time signed over a fresh nonce, and keeps what
/// verifies. Whatever does not leaves everything as it was.
public final class RefreshLicenses {
  private final CurrentSession session;
  private final DeviceLicenses licenses;
  private final RemoteLicenses remote;
  private final LicenseCache cache;
  private final RandomBytes random;

  public sealed interface Outcome {
    /// `licenses` are the ones that are held now.
    record Refreshed(int licenses) implements Outcome {}

    /// This portal signs no time that this device believes, so nothing counts as contact.
    record NoAuthority() implements Outcome {}

    /// No device of this user is enrolled here.
    record NotEnrolled() implements Outcome {}

    /// The portal served an older key list than this device has seen.
    record KeysRolledBack() implements Outcome {}
  }

  private record Accepted(LicenseKeys keys, LicenseContact contact) {}

  public RefreshLicenses(
      CurrentSession session,
      DeviceLicenses licenses,
      RemoteLicenses remote,
      LicenseCache cache,
      RandomBytes random) {
    this.session = session;
    this.licenses = licenses;
    this.remote = remote;
    this.cache = cache;
    this.random = random;
  }

  /// @throws com.optalocal.accounts.application.SessionRefused if nobody is signed in
  /// @throws com.optalocal.accounts.application.PortalUnreachable if the portal does not answer
  public Outcome refresh() {
    return session.call(this::refresh);
  }

  private Outcome refresh(HeldSession held, BearerSecret token) {
    UserId user = held.issued().user().id();
    Hash nonce = Hash.of(random.next(32));
    Optional<Note> request =
        licenses.with(
            user,
            device ->
                device.device().signing().sign(new LicenseRequest(device.key(), nonce).text()));
    if (request.isEmpty()) {
      return new Outcome.NotEnrolled();
    }
    // between the turns, so that nobody's check waits for a slow portal
    RemoteLicenses.Refreshed served = remote.refresh(held, token, request.get());
    return licenses
        .with(user, device -> take(device, new LicenseRequest(device.key(), nonce), served))
        .orElseGet(Outcome.NotEnrolled::new);
  }

  private Outcome take(
      DeviceLicenses.Opened device, LicenseRequest request, RemoteLicenses.Refreshed served) {
    List<Note> keep = new ArrayList<>();
    Map<LicenseAuthority, Accepted> accepted = new LinkedHashMap<>();
    for (LicenseAuthority authority : device.authorities()) {
      long known = device.mark(authority).map(TimeMark::keysVersion).orElse(0L);
      Optional<LicenseKeys> offered = newest(served.keys(), authority);
      if (offered.isPresent() && offered.get().version() < known) {
        return new Outcome.KeysRolledBack();
      }
      Optional<LicenseKeys> keys =
          offered
              .or(() -> newest(device.held().keys(), authority))
              .filter(list -> list.version() >= known);
      keys.ifPresent(list -> keep.add(list.note()));
      keys.flatMap(list -> contact(served.contact(), list, request))
          .ifPresent(contact -> accepted.put(authority, new Accepted(keys.get(), contact)));
    }
    if (accepted.isEmpty()) {
      return new Outcome.NoAuthority();
    }
    return new Outcome.Refreshed(keep(device, served, keep, accepted));
  }

  /// A list that is over at the time that it vouches for vouches for nothing.
  private static Optional<LicenseContact> contact(
      Note note, LicenseKeys keys, LicenseRequest request) {
    return LicenseContact.verify(note, keys, request)
        .filter(contact -> contact.time().isBefore(keys.terms().notAfter()));
  }

  private int keep(
      DeviceLicenses.Opened device,
      RemoteLicenses.Refreshed served,
      List<Note> keys,
      Map<LicenseAuthority, Accepted> accepted) {
    List<Note> genuine = new ArrayList<>();
    for (Accepted by : accepted.values()) {
      served.licenses().stream()
          .limit(LicenseContact.MAX_LICENSES)
          .filter(note ->
              LicenseVerifier.authentic(note, Set.of(by.keys().issuer()))
                  .filter(license -> stands(license, by.contact()))
                  .isPresent())
          .forEach(genuine::add);
    }
    // licenses first: a crash in between leaves licenses that the old mark does not know
    List<Note> all = new ArrayList<>(genuine);
    all.addAll(heldUnder(device, accepted.keySet()));
    cache.replace(device.user(), keys, all);
    accepted.forEach(
        (authority, by) -> device.keepMark(authority, TimeMark.of(by.contact(), by.keys())));
    return all.size();
  }

  private static boolean stands(License license, LicenseContact contact) {
    return license.terms().org().equals(contact.org()) && contact.licenses().contains(license.id());
  }

  /// Licenses of an authority that was not reached stay as they are.
  private static List<Note> heldUnder(DeviceLicenses.Opened device, Set<LicenseAuthority> reached) {
    List<Note> others = new ArrayList<>();
    for (LicenseAuthority authority : device.authorities()) {
      if (!reached.contains(authority)) {
        newest(device.held().keys(), authority)
            .ifPresent(keys ->
                device.held().licenses().stream()
                    .filter(
                        note -> LicenseVerifier.authentic(note, Set.of(keys.issuer())).isPresent())
                    .forEach(others::add));
      }
    }
    return others;
  }

  static Optional<LicenseKeys> newest(List<Note> notes, LicenseAuthority authority) {
    return notes.stream()
        .flatMap(note -> LicenseKeys.verify(note, authority).stream())
        .max(Comparator.comparingLong(LicenseKeys::version));
  }
}
