package com.optalocal.accounts.domain.vault;

import com.optalocal.accounts.domain.ByteString;
import com.optalocal.accounts.domain.RandomBytes;
import com.optalocal.accounts.domain.device.AgreementKey;
import com.optalocal.accounts.domain.device.VaultId;
import com.optalocal.accounts.domain.device.crypto.AgreementSecret;
import com.optalocal.accounts.domain.note.Fingerprint;
import com.optalocal.accounts.domain.note.Hash;
import com.optalocal.accounts.domain.note.Note;
import com.optalocal.accounts.domain.note.NoteFields;
import com.optalocal.accounts.domain.note.crypto.SigningKey;
import com.optalocal.accounts.domain.vault.crypto.Hpke;
import java.time.Instant;
import java.util.Optional;

/// One version of one secret: a note of type `opta-vault-item/v2`, sealed to the epoch key and
/// signed by the device that wrote it. Unverified until [VaultVerifier] has accepted it.
public record VaultItem(
    Note note,
    VaultId vault,
    SecretName name,
    long version,
    long epoch,
    Label label,
    Fingerprint writer,
    Instant written,
    Hash head,
    Sealed sealed) {
  public static final String TYPE = "opta-vault-item/v2";
  private static final long SUITE = 1;

  /// Where an item belongs; everything about it but who writes it and what it holds.
  public record Place(VaultId vault, Hash head, long epoch, AgreementKey epochKey) {}

  public static VaultItem seal(
      Place place,
      SecretName name,
      long version,
      Label label,
      SecretValue value,
      SigningKey writer,
      Instant now,
      RandomBytes random) {
    Fingerprint fingerprint = writer.verificationKey().fingerprint();
    Sealed sealed =
        Hpke.seal(
            place.epochKey(),
            TYPE,
            associatedData(place.vault(), name, version, place.epoch(), fingerprint),
            value.bytes(),
            random);
    Note text =
        NoteFields.write(TYPE)
            .put("suite", SUITE)
            .put("vault", place.vault())
            .put("name", name)
            .put("version", version)
            .put("epoch", place.epoch())
            .put("state", "value")
            .put("label", label)
            .put("writer", fingerprint)
            .put("written", NoteFields.wholeSeconds(now))
            .put("head", place.head())
            .put("enc", sealed.enc())
            .put("ciphertext", sealed.ciphertext())
            .unsigned();
    return parse(writer.sign(text));
  }

  /// @throws IllegalArgumentException if the note is malformed or of an unknown suite
  public static VaultItem parse(Note note) {
    NoteFields.Reader in = NoteFields.read(note, TYPE);
    if (in.nextNumber("suite") != SUITE) {
      throw new IllegalArgumentException("an item has an unsupported suite");
    }
    VaultId vault = in.next("vault", VaultId::parse);
    SecretName name = in.next("name", SecretName::new);
    long version = in.nextNumber("version");
    long epoch = in.nextNumber("epoch");
    if (version < 1 || !in.next("state").equals("value")) {
      throw new IllegalArgumentException("an item has an unsupported version or state");
    }
    Label label = in.next("label", Label::new);
    Fingerprint writer = in.next("writer", Fingerprint::parse);
    Instant written = in.nextInstant("written");
    Hash head = in.next("head", Hash::parse);
    Sealed sealed =
        new Sealed(
            in.next("enc", ByteString::fromBase64Url),
            in.next("ciphertext", ByteString::fromBase64Url));
    in.end();
    return new VaultItem(note, vault, name, version, epoch, label, writer, written, head, sealed);
  }

  /// The value, if `epochSecret` is this item's epoch key and nothing was altered.
  public Optional<SecretValue> open(AgreementSecret epochSecret) {
    return Hpke.open(epochSecret, TYPE, associatedData(vault, name, version, epoch, writer), sealed)
        .map(SecretValue::new);
  }

  private static byte[] associatedData(
      VaultId vault, SecretName name, long version, long epoch, Fingerprint writer) {
    return AssociatedData.of(TYPE, SUITE, vault, name, version, epoch, writer);
  }
}
