package com.optalocal.accounts.domain.license;

import com.optalocal.accounts.domain.note.Fingerprint;
import com.optalocal.accounts.domain.note.Hash;
import com.optalocal.accounts.domain.note.Note;
import com.optalocal.accounts.domain.note.NoteFields;
import com.optalocal.accounts.domain.organization.OrgId;
import java.time.Instant;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/// The answer to a [LicenseRequest]: what time it is and which licenses stand, for one device and
/// one nonce. A note of type `opta-license-time/v1`, signed by a time key.
public record LicenseContact(
    OrgId org, Fingerprint device, Hash nonce, Instant time, SortedSet<LicenseId> licenses) {
  public static final String TYPE = "opta-license-time/v1";
  public static final int MAX_LICENSES = 64;
  private static final String NO_LICENSES = "none";

  public LicenseContact {
    time = NoteFields.wholeSeconds(time);
    licenses = Collections.unmodifiableSortedSet(new TreeSet<>(licenses));
    if (licenses.size() > MAX_LICENSES) {
      throw new IllegalArgumentException("a contact names at most 64 licenses");
    }
  }

  /// The unsigned text.
  public Note text() {
    return NoteFields.write(TYPE)
        .put("org", org)
        .put("device-key", device)
        .put("nonce", nonce)
        .put("time", time)
        .put("licenses", written(licenses))
        .unsigned();
  }

  /// The contact in `note`, if one of `keys`' time keys signed it for exactly this request. A time
  /// for another device or nonce is none, however well it is signed.
  public static Optional<LicenseContact> verify(
      Note note, LicenseKeys keys, LicenseRequest request) {
    LicenseContact contact;
    try {
      NoteFields.Reader in = NoteFields.read(note, TYPE);
      contact =
          new LicenseContact(
              in.next("org", OrgId::new),
              in.next("device-key", Fingerprint::parse),
              in.next("nonce", Hash::parse),
              in.nextInstant("time"),
              in.next("licenses", LicenseContact::licenses));
      in.end();
    } catch (IllegalArgumentException malformed) {
      return Optional.empty();
    }
    boolean fits =
        contact.nonce().equals(request.nonce())
            && contact.device().equals(request.device().fingerprint())
            && keys.terms().timeKeys().stream().anyMatch(note::isSignedExactlyBy);
    return fits ? Optional.of(contact) : Optional.empty();
  }

  /// As ids stand in one line: in order, or `none`.
  public static String written(SortedSet<LicenseId> ids) {
    return ids.isEmpty()
        ? NO_LICENSES
        : String.join(",", ids.stream().map(LicenseId::value).toList());
  }

  /// The inverse of [#written].
  ///
  /// @throws IllegalArgumentException for anything else
  public static SortedSet<LicenseId> licenses(String text) {
    SortedSet<LicenseId> ids = new TreeSet<>();
    if (!text.equals(NO_LICENSES)) {
      for (String id : text.split(",", MAX_LICENSES + 2)) {
        ids.add(new LicenseId(id));
      }
    }
    if (!written(ids).equals(text)) {
      throw new IllegalArgumentException("license ids are not in order, each once");
    }
    return ids;
  }
}
