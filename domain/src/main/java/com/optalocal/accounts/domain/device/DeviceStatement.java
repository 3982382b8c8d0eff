package com.optalocal.accounts.domain.device;

import com.optalocal.accounts.domain.UserId;
import com.optalocal.accounts.domain.note.Hash;
import com.optalocal.accounts.domain.note.Note;
import com.optalocal.accounts.domain.note.NoteFields;
import com.optalocal.accounts.domain.note.VerificationKey;
import java.time.Instant;

/// One link of a device chain: a note of type `opta-device-statement/v2`. What it says is
/// unverified until [DeviceChain] has accepted it.
public sealed interface DeviceStatement {
  String TYPE = "opta-device-statement/v2";
  long SUITE = 1;

  Note note();

  default Hash hash() {
    return note().hash();
  }

  /// The first link: whose vault, the first device, the recovery key, epoch 0. Signed by the
  /// device, then by the recovery key.
  record Genesis(
      Note note,
      UserId user,
      Instant created,
      DeviceName deviceName,
      PublicKeys device,
      PublicKeys recovery,
      AgreementKey epochKey)
      implements DeviceStatement {

    public VaultId vaultId() {
      return new VaultId(note.hash());
    }

    /// The unsigned text. `nonce` makes two vaults of the same keys differ.
    public static Note text(
        UserId user,
        Instant created,
        DeviceName deviceName,
        PublicKeys device,
        PublicKeys recovery,
        AgreementKey epochKey,
        Hash nonce) {
      return NoteFields.write(TYPE)
          .put("kind", "genesis")
          .put("suite", SUITE)
          .put("user", user)
          .put("created", NoteFields.wholeSeconds(created))
          .put("nonce", nonce)
          .put("device-name", deviceName)
          .put("device-signing", device.signing())
          .put("device-agreement", device.agreement())
          .put("recovery-signing", recovery.signing())
          .put("recovery-agreement", recovery.agreement())
          .put("epoch", 0)
          .put("epoch-key", epochKey)
          .put("min-format", 2)
          .put("min-suite", SUITE)
          .unsigned();
    }
  }

  /// The newest manifest that a signer had seen. It ties the statement to a state of the vault, so
  /// that a device that is new, and has seen nothing itself, cannot be shown an older one.
  record Seen(long seq, Hash manifest) {}

  /// Trusts one more device. Signed by a trusted key, then by the device that is added.
  record Add(
      Note note,
      VaultId vault,
      Hash previous,
      Instant created,
      DeviceName deviceName,
      PublicKeys device,
      Hash request,
      Seen seen)
      implements DeviceStatement {

    /// The unsigned text; `request` is the hash of the join request it answers.
    public static Note text(
        VaultId vault,
        Hash previous,
        Instant created,
        DeviceName deviceName,
        PublicKeys device,
        Hash request,
        Seen seen) {
      return NoteFields.write(TYPE)
          .put("kind", "add")
          .put("suite", SUITE)
          .put("vault", vault)
          .put("previous", previous)
          .put("created", NoteFields.wholeSeconds(created))
          .put("device-name", deviceName)
          .put("device-signing", device.signing())
          .put("device-agreement", device.agreement())
          .put("request", request)
          .put("manifest-seq", seen.seq())
          .put("manifest", seen.manifest())
          .unsigned();
    }
  }

  /// Reads a statement of any known kind.
  ///
  /// @throws IllegalArgumentException if it is malformed or of an unknown kind or suite
  static DeviceStatement parse(Note note) {
    NoteFields.Reader in = NoteFields.read(note, TYPE);
    String kind = in.next("kind");
    requireValue(in, "suite", SUITE);
    return switch (kind) {
      case "genesis" -> genesis(note, in);
      case "add" -> add(note, in);
      default -> throw new IllegalArgumentException("a device statement is of an unknown kind");
    };
  }

  private static Genesis genesis(Note note, NoteFields.Reader in) {
    UserId user = in.next("user", UserId::new);
    Instant created = in.nextInstant("created");
    in.next("nonce", Hash::parse);
    DeviceName name = in.next("device-name", DeviceName::new);
    PublicKeys device = keys(in, "device");
    PublicKeys recovery = keys(in, "recovery");
    requireValue(in, "epoch", 0);
    AgreementKey epochKey = in.next("epoch-key", AgreementKey::parse);
    requireValue(in, "min-format", 2);
    requireValue(in, "min-suite", SUITE);
    in.end();
    return new Genesis(note, user, created, name, device, recovery, epochKey);
  }

  private static Add add(Note note, NoteFields.Reader in) {
    VaultId vault = in.next("vault", VaultId::parse);
    Hash previous = in.next("previous", Hash::parse);
    Instant created = in.nextInstant("created");
    DeviceName name = in.next("device-name", DeviceName::new);
    PublicKeys device = keys(in, "device");
    Hash request = in.next("request", Hash::parse);
    Seen seen = new Seen(in.nextNumber("manifest-seq"), in.next("manifest", Hash::parse));
    in.end();
    return new Add(note, vault, previous, created, name, device, request, seen);
  }

  private static PublicKeys keys(NoteFields.Reader in, String whose) {
    return new PublicKeys(
        in.next(whose + "-signing", VerificationKey::parse),
        in.next(whose + "-agreement", AgreementKey::parse));
  }

  private static void requireValue(NoteFields.Reader in, String name, long value) {
    if (in.nextNumber(name) != value) {
      throw new IllegalArgumentException("a device statement has an unsupported " + name);
    }
  }
}
