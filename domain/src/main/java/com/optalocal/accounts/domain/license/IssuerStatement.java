package com.optalocal.accounts.domain.license;

import com.optalocal.accounts.domain.UserId;
import com.optalocal.accounts.domain.note.Note;
import com.optalocal.accounts.domain.note.NoteFields;
import com.optalocal.accounts.domain.note.VerificationKey;
import java.time.Instant;
import java.util.Optional;

/// A device's own word that a self-hoster's root counts under a prefix: a note of type
/// `opta-license-issuer/v1` that this device's signing key signed when a person said so. It counts
/// on that device alone; a file or a portal cannot make one.
public final class IssuerStatement {
  public static final String TYPE = "opta-license-issuer/v1";

  private IssuerStatement() {}

  /// The unsigned text.
  public static Note text(
      UserId user, Instant created, FeaturePrefix prefix, VerificationKey root) {
    return NoteFields.write(TYPE)
        .put("user", user)
        .put("created", NoteFields.wholeSeconds(created))
        .put("prefix", FeaturePrefix.own(prefix.value()))
        .put("root", root)
        .unsigned();
  }

  /// The authority in `note`, if `device` pinned it for `user`.
  public static Optional<LicenseAuthority> verify(Note note, UserId user, VerificationKey device) {
    LicenseAuthority authority;
    try {
      NoteFields.Reader in = NoteFields.read(note, TYPE);
      boolean isTheirs = in.next("user", UserId::new).equals(user);
      in.nextInstant("created");
      authority =
          LicenseAuthority.own(
              in.next("prefix", FeaturePrefix::parse), in.next("root", VerificationKey::parse));
      in.end();
      if (!isTheirs) {
        return Optional.empty();
      }
    } catch (IllegalArgumentException malformed) {
      return Optional.empty();
    }
    return note.isSignedExactlyBy(device) ? Optional.of(authority) : Optional.empty();
  }
}
