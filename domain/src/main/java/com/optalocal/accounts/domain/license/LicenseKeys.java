package com.optalocal.accounts.domain.license;

import com.optalocal.accounts.domain.note.Note;
import com.optalocal.accounts.domain.note.NoteFields;
import com.optalocal.accounts.domain.note.VerificationKey;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/// The keys that count under one prefix now: a note of type `opta-license-keys/v1`, signed by the
/// offline root that it names and by nobody else. `keys` sign licenses, `timeKeys` the time. A
/// device keeps the list with the highest version and refuses older ones.
public record LicenseKeys(Note note, Terms terms) {
  public static final String TYPE = "opta-license-keys/v1";
  private static final int MAX_KEYS = 16;
  private static final int MAX_CHARACTERS = 8 << 10;

  /// What a root fills in. Versions start at 1.
  public record Terms(
      long version,
      Instant issued,
      Instant notAfter,
      FeaturePrefix prefix,
      VerificationKey root,
      Set<VerificationKey> keys,
      Set<VerificationKey> timeKeys) {
    public Terms {
      keys = Collections.unmodifiableSet(new LinkedHashSet<>(keys));
      timeKeys = Collections.unmodifiableSet(new LinkedHashSet<>(timeKeys));
      issued = NoteFields.wholeSeconds(issued);
      notAfter = NoteFields.wholeSeconds(notAfter);
      if (version < 1 || !notAfter.isAfter(issued)) {
        throw new IllegalArgumentException(
            "a license key list has a version and ends after it began");
      }
      if (keys.isEmpty() || keys.size() > MAX_KEYS || timeKeys.size() > MAX_KEYS) {
        throw new IllegalArgumentException("a license key list names 1 to 16 keys");
      }
    }

    /// The unsigned text.
    public Note text() {
      NoteFields.Writer text =
          NoteFields.write(TYPE)
              .put("version", version)
              .put("issued", issued)
              .put("not-after", notAfter)
              .put("prefix", prefix)
              .put("root", root);
      keys.forEach(key -> text.put("key", key));
      timeKeys.forEach(key -> text.put("time-key", key));
      return text.unsigned();
    }
  }

  /// The list in `note`, if one of `authority`'s roots signed it for its prefix.
  public static Optional<LicenseKeys> verify(Note note, LicenseAuthority authority) {
    return selfSigned(note)
        .filter(list -> list.terms.prefix().equals(authority.prefix()))
        .filter(list -> authority.roots().contains(list.terms.root()));
  }

  /// The list in `note`, if the root that it names signed it. Whether that root counts is another
  /// question.
  public static Optional<LicenseKeys> selfSigned(Note note) {
    LicenseKeys list;
    try {
      list = parse(note);
    } catch (IllegalArgumentException malformed) {
      return Optional.empty();
    }
    return note.isSignedExactlyBy(list.terms.root()) ? Optional.of(list) : Optional.empty();
  }

  public Issuer issuer() {
    return new Issuer(terms.prefix(), terms.keys());
  }

  public long version() {
    return terms.version();
  }

  private static LicenseKeys parse(Note note) {
    if (note.text().length() > MAX_CHARACTERS) {
      throw new IllegalArgumentException("a license key list is too long");
    }
    NoteFields.Reader in = NoteFields.read(note, TYPE);
    Terms terms =
        new Terms(
            in.nextNumber("version"),
            in.nextInstant("issued"),
            in.nextInstant("not-after"),
            in.next("prefix", FeaturePrefix::parse),
            in.next("root", VerificationKey::parse),
            keys(in, "key"),
            keys(in, "time-key"));
    in.end();
    return new LicenseKeys(note, terms);
  }

  private static Set<VerificationKey> keys(NoteFields.Reader in, String name) {
    Set<VerificationKey> keys = new LinkedHashSet<>();
    while (in.hasNext(name)) {
      if (!keys.add(in.next(name, VerificationKey::parse))) {
        throw new IllegalArgumentException("a license key list names a key twice");
      }
    }
    return keys;
  }
}
