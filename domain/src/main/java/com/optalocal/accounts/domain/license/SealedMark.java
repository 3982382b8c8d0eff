package com.optalocal.accounts.domain.license;

import com.optalocal.accounts.domain.ByteString;
import com.optalocal.accounts.domain.UserId;
import com.optalocal.accounts.domain.license.crypto.MarkKey;
import com.optalocal.accounts.domain.note.NoteFields;
import java.util.Optional;

/// A [TimeMark] as it lies in a store that anybody may edit: with an HMAC under a key that only
/// this device's custody yields. Whoever changes a mark, or moves it to another user or authority,
/// has none any more.
public record SealedMark(TimeMark mark, ByteString tag) {
  private static final String TYPE = "opta-license-mark/v1";
  private static final int TAG_BYTES = 32;

  public SealedMark {
    tag.requireLength(TAG_BYTES);
  }

  public static SealedMark seal(
      TimeMark mark, UserId user, LicenseAuthority authority, MarkKey key) {
    return new SealedMark(mark, key.tag(text(mark, user, authority)));
  }

  /// The mark, if it is the one that was sealed for this user and authority.
  public Optional<TimeMark> open(UserId user, LicenseAuthority authority, MarkKey key) {
    return key.matches(text(mark, user, authority), tag) ? Optional.of(mark) : Optional.empty();
  }

  private static String text(TimeMark mark, UserId user, LicenseAuthority authority) {
    return NoteFields.write(TYPE)
        .put("user", user)
        .put("authority", authority.name())
        .put("highest", mark.highest())
        .put("last-contact", mark.lastContact())
        .put("keys-version", mark.keysVersion())
        .put("licenses", LicenseContact.written(mark.licenses()))
        .unsigned()
        .text();
  }
}
