package com.optalocal.accounts.application.license;

import com.optalocal.accounts.domain.license.LicenseContact;
import com.optalocal.accounts.domain.license.LicenseId;
import com.optalocal.accounts.domain.license.LicenseKeys;
import com.optalocal.accounts.domain.license.LicenseRequest;
import com.optalocal.accounts.domain.note.Fingerprint;
import com.optalocal.accounts.domain.note.Note;
import com.optalocal.accounts.domain.note.VerificationKey;
import com.optalocal.accounts.domain.note.crypto.SigningKey;
import com.optalocal.accounts.domain.session.Actor;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/// Serves a device the licenses that stand for it, and the time, signed over its nonce. Licenses of
/// other devices are for those who hold their keys.
public final class ServeLicenses {
  private final Licenses licenses;
  private final SigningKey timeKey;
  private final InstantSource clock;

  /// What a device gets at a refresh.
  public record Served(Note contact, List<Note> keys, List<Note> licenses) {
    public Served {
      keys = List.copyOf(keys);
      licenses = List.copyOf(licenses);
    }
  }

  /// @param timeKey stays the caller's
  public ServeLicenses(Licenses licenses, SigningKey timeKey, InstantSource clock) {
    this.licenses = licenses;
    this.timeKey = timeKey;
    this.clock = clock;
  }

  /// The key that a root has to list, so that devices believe the time from here.
  public VerificationKey timeKey() {
    return timeKey.verificationKey();
  }

  /// Empty if the request does not prove that whoever sent it holds the key that it names.
  public Optional<Served> refresh(Actor actor, Note request) {
    return LicenseRequest.verify(request).map(proven -> serve(actor, proven));
  }

  private Served serve(Actor actor, LicenseRequest request) {
    Fingerprint device = request.device().fingerprint();
    Instant now = clock.instant();
    List<Licenses.Kept> standing =
        licenses.list(actor.org()).stream()
            .filter(kept -> kept.revokedAt().isEmpty())
            .filter(kept -> isFor(kept, device))
            .limit(LicenseContact.MAX_LICENSES)
            .toList();
    SortedSet<LicenseId> ids = new TreeSet<>();
    standing.forEach(kept -> ids.add(kept.license().id()));
    LicenseContact contact = new LicenseContact(actor.org(), device, request.nonce(), now, ids);
    return new Served(
        timeKey.sign(contact.text()),
        licenses.keys(actor.org()).stream().map(LicenseKeys::note).toList(),
        standing.stream().map(kept -> kept.license().note()).toList());
  }

  private static boolean isFor(Licenses.Kept kept, Fingerprint device) {
    return kept.license().terms().device().filter(bound -> !bound.equals(device)).isEmpty();
  }
}
