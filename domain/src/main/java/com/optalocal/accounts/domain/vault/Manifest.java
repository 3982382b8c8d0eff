package com.optalocal.accounts.domain.vault;

import com.optalocal.accounts.domain.device.VaultId;
import com.optalocal.accounts.domain.note.Fingerprint;
import com.optalocal.accounts.domain.note.Hash;
import com.optalocal.accounts.domain.note.Note;
import com.optalocal.accounts.domain.note.NoteFields;
import com.optalocal.accounts.domain.note.crypto.Sha256;
import com.optalocal.accounts.domain.note.crypto.SigningKey;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/// What the vault holds after a change: a note of type `opta-vault-manifest/v2`, signed by the
/// writer. Clients pin the highest `seq`. Unverified until [VaultVerifier] has accepted it.
///
/// `auditCheckpoint` is the hash of the audit checkpoint that the writer had seen, or [Hash#NONE].
public record Manifest(
    Note note,
    VaultId vault,
    long epoch,
    long seq,
    Hash previous,
    Hash itemsHash,
    Hash devicesHead,
    Hash auditCheckpoint,
    Fingerprint writer,
    Instant written) {
  public static final String TYPE = "opta-vault-manifest/v2";
  private static final long SUITE = 1;
  private static final long MIN_FORMAT = 2;

  /// The manifest of an empty vault, seq 0.
  public static Manifest first(VaultItem.Place place, SigningKey writer, Instant now) {
    return write(place, 0, Hash.NONE, List.of(), Hash.NONE, writer, now);
  }

  /// The manifest after this one, for a vault that now holds `items`, history included.
  public Manifest next(
      VaultItem.Place place,
      Collection<VaultItem> items,
      Hash auditCheckpoint,
      SigningKey writer,
      Instant now) {
    return write(place, seq + 1, note.hash(), items, auditCheckpoint, writer, now);
  }

  private static Manifest write(
      VaultItem.Place place,
      long seq,
      Hash previous,
      Collection<VaultItem> items,
      Hash auditCheckpoint,
      SigningKey writer,
      Instant now) {
    Note text =
        NoteFields.write(TYPE)
            .put("suite", SUITE)
            .put("vault", place.vault())
            .put("epoch", place.epoch())
            .put("seq", seq)
            .put("previous", previous)
            .put("items", hashOf(items))
            .put("devices-head", place.head())
            .put("min-format", MIN_FORMAT)
            .put("min-suite", SUITE)
            .put("audit-checkpoint", auditCheckpoint)
            .put("writer", writer.verificationKey().fingerprint())
            .put("written", NoteFields.wholeSeconds(now))
            .unsigned();
    return parse(writer.sign(text));
  }

  /// @throws IllegalArgumentException if the note is malformed or asks for a newer format or suite
  public static Manifest parse(Note note) {
    NoteFields.Reader in = NoteFields.read(note, TYPE);
    if (in.nextNumber("suite") != SUITE) {
      throw new IllegalArgumentException("a manifest has an unsupported suite");
    }
    VaultId vault = in.next("vault", VaultId::parse);
    long epoch = in.nextNumber("epoch");
    long seq = in.nextNumber("seq");
    Hash previous = in.next("previous", Hash::parse);
    Hash items = in.next("items", Hash::parse);
    Hash devicesHead = in.next("devices-head", Hash::parse);
    if (in.nextNumber("min-format") != MIN_FORMAT || in.nextNumber("min-suite") != SUITE) {
      throw new IllegalArgumentException("a manifest asks for an unsupported format or suite");
    }
    Hash auditCheckpoint = in.next("audit-checkpoint", Hash::parse);
    Fingerprint writer = in.next("writer", Fingerprint::parse);
    Instant written = in.nextInstant("written");
    in.end();
    return new Manifest(
        note, vault, epoch, seq, previous, items, devicesHead, auditCheckpoint, writer, written);
  }

  /// SHA-256 over the item notes' hashes, sorted by (name, version).
  public static Hash hashOf(Collection<VaultItem> items) {
    return Sha256.of(
        items.stream()
            .sorted(Comparator.comparing(VaultItem::name).thenComparingLong(VaultItem::version))
            .map(item -> item.note().hash().toByteArray())
            .toArray(byte[][]::new));
  }
}
