package com.optalocal.accounts.domain.audit;

import com.optalocal.accounts.domain.note.Note;
import com.optalocal.accounts.domain.note.NoteFields;
import java.time.Instant;
import java.util.regex.Pattern;

/// Something that a device saw by itself, to be told to the portal when that can be reached. Its id
/// is chosen on the device, so that telling it twice records it once.
///
/// @param kind `[a-z][a-z0-9.-]{0,39}`
/// @param detail one line, which may be personal and may be empty
public record LocalEvent(AuditEventId id, Instant at, String kind, String detail) {
  private static final String TYPE = "opta-local-event/v1";
  private static final Pattern KIND = Pattern.compile("[a-z][a-z0-9.-]{0,39}");

  public LocalEvent {
    at = NoteFields.wholeSeconds(at);
    if (!KIND.matcher(kind).matches()) {
      throw new IllegalArgumentException("the kind of a local event has the wrong form");
    }
    AuditField checked = AuditField.personal("detail", detail);
    assert checked.personal();
  }

  /// The lines that a device sends.
  public String text() {
    return NoteFields.write(TYPE)
        .put("id", id)
        .put("at", at)
        .put("kind", kind)
        .put("detail", detail)
        .unsigned()
        .text();
  }

  /// The inverse of [#text].
  ///
  /// @throws IllegalArgumentException for anything else
  public static LocalEvent parse(String text) {
    NoteFields.Reader in = NoteFields.read(Note.unsigned(text), TYPE);
    LocalEvent event =
        new LocalEvent(
            in.next("id", AuditEventId::new),
            in.nextInstant("at"),
            in.next("kind"),
            in.next("detail"));
    in.end();
    return event;
  }

  /// The event as the log records it when it hears of it at `now`.
  public AuditEvent reported(Instant now, AuditField user, String device) {
    return AuditEvent.of(
        now,
        AuditAction.DEVICE_REPORTED,
        user,
        AuditField.open("kind", kind),
        AuditField.open("happened", at),
        AuditField.personal("device", device),
        AuditField.personal("detail", detail));
  }
}
