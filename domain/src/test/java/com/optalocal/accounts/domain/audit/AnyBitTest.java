package com.optalocal.accounts.domain.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.optalocal.accounts.domain.ByteString;
import com.optalocal.accounts.domain.MovableClock;
import com.optalocal.accounts.domain.SeededRandom;
import com.optalocal.accounts.domain.note.Note;
import com.optalocal.accounts.domain.note.NoteSignature;
import com.optalocal.accounts.domain.note.VerifierKey;
import com.optalocal.accounts.domain.note.crypto.SigningKey;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/// One changed bit anywhere in an event, a proof, a checkpoint or a cosigned one is refused.
class AnyBitTest {
  private static final AuditLogId LOG = new AuditLogId("default");
  private static final String ORIGIN = "host/audit/default";
  private static final SigningKey KEY = SigningKey.generate(new SeededRandom(1));
  private static final SigningKey WITNESS = SigningKey.generate(new SeededRandom(2));
  private static final VerifierKey WITNESS_KEY = Cosignature.witness("w.example/one", WITNESS);
  private static final TrustedLog TRUSTED =
      TrustedLog.of(new VerifierKey(ORIGIN, VerifierKey.Algorithm.ED25519, KEY.verificationKey()));

  private final TiledTree tree = new TiledTree();
  private final List<EventRecord> records = new ArrayList<>();

  AnyBitTest() {
    SeededRandom random = new SeededRandom(3);
    for (int i = 0; i < 5; i++) {
      AuditLeaf leaf =
          AuditLeaf.of(
              LOG,
              AuditEvent.of(
                  MovableClock.START.plusSeconds(i),
                  AuditAction.SESSION_OPENED,
                  AuditField.personal("user", "ana"),
                  AuditField.open("method", "password"),
                  AuditField.personal("device", "laptop " + i)),
              random);
      records.add(new EventRecord(i, leaf.hash(), Optional.of(leaf.text()), leaf.reveals()));
      tree.append(leaf.hash().toByteArray());
    }
  }

  private Note checkpoint() {
    return new Checkpoint(ORIGIN, tree.size(), tree.root()).sign(KEY);
  }

  private static void assertEveryBitCounts(String genuine, Predicate<String> believed) {
    assertThat(believed.test(genuine)).isTrue();
    byte[] bytes = genuine.getBytes(StandardCharsets.UTF_8);
    for (int bit = 0; bit < bytes.length * 8; bit++) {
      byte[] bent = bytes.clone();
      bent[bit / 8] ^= (byte) (1 << (bit % 8));
      assertThat(isBelieved(bent, believed)).as("bit %d", bit).isFalse();
    }
  }

  private static boolean isBelieved(byte[] bent, Predicate<String> believed) {
    try {
      return believed.test(
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bent)).toString());
    } catch (IllegalArgumentException | CharacterCodingException refused) {
      return false;
    }
  }

  @Test
  void of_an_event_among_others() {
    Checkpoint head = new Checkpoint(ORIGIN, tree.size(), tree.root());
    assertEveryBitCounts(
        records.get(2).encoded(),
        text -> {
          LogVerification verification = new LogVerification(LOG, List.of(head));
          for (EventRecord record : records) {
            verification.add(record.index() == 2 ? EventRecord.parse(text) : record);
          }
          return verification.finish().isGenuine();
        });
  }

  @Test
  void of_a_proof() {
    Map<Tile.Id, Tile> tiles = new HashMap<>();
    tree.drainChanged().forEach(tile -> tiles.put(tile.id(), tile));
    MerkleProofs proofs = new MerkleProofs(id -> Objects.requireNonNull(tiles.get(id)));
    ProvenEvent proof = new ProvenEvent(records.get(3), proofs.inclusion(3, 5), checkpoint());
    assertEveryBitCounts(proof.encoded(), text -> ProvenEvent.parse(text).fault(TRUSTED).isEmpty());
  }

  @Test
  void of_a_checkpoint() {
    assertEveryBitCounts(checkpoint().encoded(), text -> TRUSTED.fault(Note.parse(text)).isEmpty());
  }

  @Test
  void of_a_checkpoint_that_a_witness_must_have_seen() {
    TrustedLog strict = new TrustedLog(TRUSTED.keys(), new WitnessPolicy(List.of(WITNESS_KEY), 1));
    Note note = checkpoint();
    Note seen = note.with(Cosignature.sign(note, WITNESS_KEY.name(), WITNESS, MovableClock.START));
    assertEveryBitCounts(seen.encoded(), text -> strict.fault(Note.parse(text)).isEmpty());
  }

  /// Base64 hides most bits of what it spells: one changed bit of the file is never one changed bit
  /// of the time that a witness signed.
  @Test
  void of_what_the_signature_lines_spell() {
    TrustedLog strict = new TrustedLog(TRUSTED.keys(), new WitnessPolicy(List.of(WITNESS_KEY), 1));
    Note note = checkpoint();
    Note seen = note.with(Cosignature.sign(note, WITNESS_KEY.name(), WITNESS, MovableClock.START));
    assertThat(strict.fault(seen)).isEmpty();
    for (int line = 0; line < 2; line++) {
      NoteSignature genuine = seen.signatures().get(line);
      for (int bit = 0; bit < genuine.signature().length() * 8; bit++) {
        byte[] bent = genuine.signature().toByteArray();
        bent[bit / 8] ^= (byte) (1 << (bit % 8));
        List<NoteSignature> lines = new ArrayList<>(seen.signatures());
        lines.set(
            line, new NoteSignature(genuine.keyName(), genuine.keyId(), ByteString.copyOf(bent)));
        assertThat(strict.fault(new Note(seen.text(), lines)))
            .as("line %d, bit %d", line, bit)
            .isPresent();
      }
    }
  }
}
