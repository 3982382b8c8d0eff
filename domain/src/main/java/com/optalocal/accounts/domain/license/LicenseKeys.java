package com.optalocal.accounts.domain.license;

import com.optalocal.accounts.domain.note.Note;
import com.optalocal.accounts.domain.note.NoteFields;
import com.optalocal.accounts.domain.note.VerificationKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The keys that may sign licenses now: a note of type `opta-license-keys/v1`, signed by an offline
/// root. A device keeps the one with the highest version and refuses older ones.
public record LicenseKeys(
    Note note, long version, Instant issued, Instant notAfter, Set<VerificationKey> keys) {
  public static final String TYPE = "opta-license-keys/v1";
  private static final int MAX_KEYS = 16;

  public LicenseKeys {
    keys = Set.copyOf(keys);
    if (version < 1 || keys.isEmpty() || keys.size() > MAX_KEYS || !notAfter.isAfter(issued)) {
      throw new IllegalArgumentException("a license key list has the wrong form");
    }
  }

  /// The unsigned text of a list.
  public static Note text(
      long version, Instant issued, Instant notAfter, List<VerificationKey> keys) {
    NoteFields.Writer text =
        NoteFields.write(TYPE)
            .put("version", version)
            .put("issued", NoteFields.wholeSeconds(issued))
            .put("not-after", NoteFields.wholeSeconds(notAfter));
    keys.forEach(key -> text.put("key", key));
    return text.unsigned();
  }

  /// The list in `note`, if one of `roots` signed it.
  public static Optional<LicenseKeys> verify(Note note, Set<VerificationKey> roots) {
    LicenseKeys list;
    try {
      list = parse(note);
    } catch (IllegalArgumentException malformed) {
      return Optional.empty();
    }
    return roots.stream().anyMatch(note::isSignedBy) ? Optional.of(list) : Optional.empty();
  }

  private static LicenseKeys parse(Note note) {
    NoteFields.Reader in = NoteFields.read(note, TYPE);
    long version = in.nextNumber("version");
    Instant issued = in.nextInstant("issued");
    Instant notAfter = in.nextInstant("not-after");
    List<VerificationKey> keys = new ArrayList<>();
    while (in.hasNext("key") && keys.size() <= MAX_KEYS) {
      keys.add(in.next("key", VerificationKey::parse));
    }
    in.end();
    if (new LinkedHashSet<>(keys).size() != keys.size()) {
      throw new IllegalArgumentException("a license key list names a key twice");
    }
    return new LicenseKeys(note, version, issued, notAfter, new LinkedHashSet<>(keys));
  }
}
