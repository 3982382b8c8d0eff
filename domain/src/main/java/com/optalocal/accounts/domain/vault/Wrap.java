package com.optalocal.accounts.domain.vault;

import com.optalocal.accounts.domain.ByteString;
import com.optalocal.accounts.domain.RandomBytes;
import com.optalocal.accounts.domain.device.AgreementKey;
import com.optalocal.accounts.domain.device.PublicKeys;
import com.optalocal.accounts.domain.device.VaultId;
import com.optalocal.accounts.domain.device.crypto.AgreementSecret;
import com.optalocal.accounts.domain.note.Fingerprint;
import com.optalocal.accounts.domain.note.Hash;
import com.optalocal.accounts.domain.note.Note;
import com.optalocal.accounts.domain.note.NoteFields;
import com.optalocal.accounts.domain.note.VerificationKey;
import com.optalocal.accounts.domain.note.crypto.SigningKey;
import com.optalocal.accounts.domain.vault.crypto.Hpke;
import java.util.Optional;

/// An epoch's private key, sealed to one recipient: a note of type `opta-vault-wrap/v2`, signed by
/// the device that wrapped it. Unverified until [VaultVerifier] has accepted it.
public record Wrap(
    Note note,
    VaultId vault,
    long epoch,
    AgreementKey epochKey,
    PublicKeys recipient,
    Fingerprint wrapper,
    Hash head,
    Sealed sealed) {
  public static final String TYPE = "opta-vault-wrap/v2";
  private static final long SUITE = 1;

  public static Wrap seal(
      VaultItem.Place place,
      AgreementSecret epochSecret,
      PublicKeys recipient,
      SigningKey wrapper,
      RandomBytes random) {
    Fingerprint fingerprint = wrapper.verificationKey().fingerprint();
    Sealed sealed =
        Hpke.seal(
            recipient.agreement(),
            TYPE,
            associatedData(place.vault(), place.epoch(), recipient, fingerprint),
            epochSecret.bytes(),
            random);
    Note text =
        NoteFields.write(TYPE)
            .put("suite", SUITE)
            .put("vault", place.vault())
            .put("epoch", place.epoch())
            .put("epoch-key", place.epochKey())
            .put("recipient-signing", recipient.signing())
            .put("recipient-agreement", recipient.agreement())
            .put("wrapper", fingerprint)
            .put("head", place.head())
            .put("enc", sealed.enc())
            .put("ciphertext", sealed.ciphertext())
            .unsigned();
    return parse(wrapper.sign(text));
  }

  /// @throws IllegalArgumentException if the note is malformed or of an unknown suite
  public static Wrap parse(Note note) {
    NoteFields.Reader in = NoteFields.read(note, TYPE);
    if (in.nextNumber("suite") != SUITE) {
      throw new IllegalArgumentException("a wrap has an unsupported suite");
    }
    VaultId vault = in.next("vault", VaultId::parse);
    long epoch = in.nextNumber("epoch");
    AgreementKey epochKey = in.next("epoch-key", AgreementKey::parse);
    PublicKeys recipient =
        new PublicKeys(
            in.next("recipient-signing", VerificationKey::parse),
            in.next("recipient-agreement", AgreementKey::parse));
    Fingerprint wrapper = in.next("wrapper", Fingerprint::parse);
    Hash head = in.next("head", Hash::parse);
    Sealed sealed =
        new Sealed(
            in.next("enc", ByteString::fromBase64Url),
            in.next("ciphertext", ByteString::fromBase64Url));
    in.end();
    return new Wrap(note, vault, epoch, epochKey, recipient, wrapper, head, sealed);
  }

  /// The epoch's private key, if this wrap is for `recipient` and yields the public key it names.
  public Optional<AgreementSecret> open(AgreementSecret recipientSecret) {
    return Hpke.open(
            recipientSecret, TYPE, associatedData(vault, epoch, recipient, wrapper), sealed)
        .filter(bytes -> bytes.length() == 32)
        .map(AgreementSecret::new)
        .filter(secret -> secret.publicKey().equals(epochKey));
  }

  private static byte[] associatedData(
      VaultId vault, long epoch, PublicKeys recipient, Fingerprint wrapper) {
    return AssociatedData.of(
        TYPE, SUITE, vault, epoch, recipient.signing(), recipient.agreement(), wrapper);
  }
}
