package com.optalocal.accounts.domain.device;

import com.optalocal.accounts.domain.note.Hash;
import com.optalocal.accounts.domain.note.Note;
import com.optalocal.accounts.domain.note.NoteFields;
import com.optalocal.accounts.domain.note.VerificationKey;
import java.time.Duration;
import java.time.Instant;

/// A new device asks to be trusted: a note of type `opta-device-request/v2`, signed by the device.
///
/// It names the vault and head that the portal showed, so that an approver on another history
/// refuses it.
public record JoinRequest(
    Note note,
    JoinRequestId id,
    VaultId vault,
    Hash head,
    DeviceName deviceName,
    PublicKeys device,
    Instant created,
    Instant notAfter) {
  public static final String TYPE = "opta-device-request/v2";
  public static final Duration LIFETIME = Duration.ofMinutes(15);
  public static final int MAX_WRONG_TRIES = 3;

  public static Note text(
      JoinRequestId id,
      VaultId vault,
      Hash head,
      DeviceName deviceName,
      PublicKeys device,
      Instant created) {
    return NoteFields.write(TYPE)
        .put("suite", DeviceStatement.SUITE)
        .put("request", id)
        .put("vault", vault)
        .put("head", head)
        .put("device-name", deviceName)
        .put("device-signing", device.signing())
        .put("device-agreement", device.agreement())
        .put("created", NoteFields.wholeSeconds(created))
        .put("not-after", NoteFields.wholeSeconds(created.plus(LIFETIME)))
        .unsigned();
  }

  /// Reads a request and checks that the asking device signed it.
  ///
  /// @throws IllegalArgumentException if it is malformed, outlives 15 minutes or lacks that
  ///   signature
  public static JoinRequest parse(Note note) {
    NoteFields.Reader in = NoteFields.read(note, TYPE);
    if (in.nextNumber("suite") != DeviceStatement.SUITE) {
      throw new IllegalArgumentException("a join request has an unsupported suite");
    }
    JoinRequestId id = in.next("request", JoinRequestId::parse);
    VaultId vault = in.next("vault", VaultId::parse);
    Hash head = in.next("head", Hash::parse);
    DeviceName name = in.next("device-name", DeviceName::new);
    PublicKeys device =
        new PublicKeys(
            in.next("device-signing", VerificationKey::parse),
            in.next("device-agreement", AgreementKey::parse));
    Instant created = in.nextInstant("created");
    Instant notAfter = in.nextInstant("not-after");
    in.end();
    if (notAfter.isAfter(created.plus(LIFETIME)) || !note.isSignedExactlyBy(device.signing())) {
      throw new IllegalArgumentException("a join request is not signed by its device");
    }
    return new JoinRequest(note, id, vault, head, name, device, created, notAfter);
  }

  public boolean isOver(Instant now) {
    return !now.isBefore(notAfter);
  }
}
