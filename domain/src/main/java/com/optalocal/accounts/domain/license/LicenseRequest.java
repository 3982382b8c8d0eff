package com.optalocal.accounts.domain.license;

import com.optalocal.accounts.domain.note.Hash;
import com.optalocal.accounts.domain.note.Note;
import com.optalocal.accounts.domain.note.NoteFields;
import com.optalocal.accounts.domain.note.VerificationKey;
import java.util.Optional;

/// A device asks for its licenses and the time: a note of type `opta-license-request/v1` over a
/// fresh nonce, signed by the key that it names. So nobody is served another device's license
/// without holding that device's key.
public record LicenseRequest(VerificationKey device, Hash nonce) {
  public static final String TYPE = "opta-license-request/v1";

  /// The unsigned text.
  public Note text() {
    return NoteFields.write(TYPE).put("device-key", device).put("nonce", nonce).unsigned();
  }

  /// The request in `note`, if the device that it names signed it.
  public static Optional<LicenseRequest> verify(Note note) {
    LicenseRequest request;
    try {
      NoteFields.Reader in = NoteFields.read(note, TYPE);
      request =
          new LicenseRequest(
              in.next("device-key", VerificationKey::parse), in.next("nonce", Hash::parse));
      in.end();
    } catch (IllegalArgumentException malformed) {
      return Optional.empty();
    }
    return note.isSignedExactlyBy(request.device()) ? Optional.of(request) : Optional.empty();
  }
}
