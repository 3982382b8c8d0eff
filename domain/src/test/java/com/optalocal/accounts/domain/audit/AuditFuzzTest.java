package com.optalocal.accounts.domain.audit;

import com.optalocal.accounts.domain.Fuzz;
import com.optalocal.accounts.domain.MovableClock;
import com.optalocal.accounts.domain.SeededRandom;
import com.optalocal.accounts.domain.note.Note;
import com.optalocal.accounts.domain.note.NoteSignature;
import com.optalocal.accounts.domain.note.VerifierKey;
import com.optalocal.accounts.domain.note.crypto.SigningKey;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What a log, or a file that claims to come from one, may hold, under [Fuzz].
class AuditFuzzTest {
  private static final Class<IllegalArgumentException> REFUSED = IllegalArgumentException.class;
  private static final AuditLogId LOG = new AuditLogId("default");
  private static final String ORIGIN = Checkpoint.origin("localhost:7410", LOG);
  private static final SigningKey KEY = SigningKey.generate(new SeededRandom(1));
  private static final VerifierKey VERIFIER =
      new VerifierKey(ORIGIN, VerifierKey.Algorithm.ED25519, KEY.verificationKey());
  private final AuditLeaf leaf =
      AuditLeaf.of(
          LOG,
          AuditEvent.of(
              MovableClock.START,
              AuditAction.SESSION_OPENED,
              AuditField.personal("user", "ana"),
              AuditField.open("method", "password"),
              AuditField.personal("device", "laptop")),
          new SeededRandom(2));
  private final EventRecord record =
      new EventRecord(1, leaf.hash(), Optional.of(leaf.text()), leaf.reveals());

  /// The text again, from what was read of it.
  private static String printed(LeafText read) {
    StringBuilder text = new StringBuilder(AuditLeaf.TYPE);
    text.append("\nlog ").append(read.log()).append("\nid ").append(read.id());
    text.append("\nat ").append(read.at()).append("\naction ").append(read.action()).append('\n');
    for (LeafText.Fact fact : read.facts()) {
      switch (fact) {
        case LeafText.Fact.Open(String name, String value) ->
            text.append("open ").append(name).append(' ').append(value).append('\n');
        case LeafText.Fact.Committed(String name, var hash) ->
            text.append("commit ").append(name).append(' ').append(hash).append('\n');
      }
    }
    return text.toString();
  }

  @Test
  void events() {
    Fuzz.text("audit-leaf", REFUSED, text -> printed(LeafText.parse(text)), leaf.text());
    Fuzz.text(
        "audit-event-of-leaf",
        REFUSED,
        text -> {
          var _ = LeafText.parse(text).event(leaf.reveals());
          return text;
        },
        leaf.text());
    Fuzz.text(
        "event-record",
        REFUSED,
        text -> EventRecord.parse(text).encoded(),
        record.encoded(),
        EventRecord.hashOnly(7, leaf.hash()).encoded());
    Fuzz.text(
        "log-verification",
        REFUSED,
        text -> {
          LogVerification verification = new LogVerification(LOG, List.of());
          verification.add(EventRecord.parse(text));
          var _ = verification.finish();
          return text;
        },
        record.encoded());
    Fuzz.text(
        "local-event",
        REFUSED,
        text -> LocalEvent.parse(text).text(),
        new LocalEvent(
                AuditEventId.generate(MovableClock.START, new SeededRandom(3)),
                MovableClock.START,
                "session.kept",
                "by hand")
            .text());
    Fuzz.text(
        "event-ranges", REFUSED, text -> EventRanges.parse(text).toString(), "3,17,20-22", "0");
    Fuzz.text("audit-search", REFUSED, text -> new AuditSearch(text).text(), " Session", "ana");
  }

  @Test
  void proofs() {
    TiledTree tree = new TiledTree();
    for (int i = 0; i < 5; i++) {
      tree.append(leaf.hash().toByteArray());
    }
    Map<Tile.Id, Tile> tiles = new HashMap<>();
    tree.drainChanged().forEach(tile -> tiles.put(tile.id(), tile));
    MerkleProofs proofs = new MerkleProofs(id -> Objects.requireNonNull(tiles.get(id)));
    Note checkpoint = new Checkpoint(ORIGIN, tree.size(), tree.root()).sign(KEY);
    ProvenEvent proof = new ProvenEvent(record, proofs.inclusion(1, 5), checkpoint);
    Fuzz.text("tlog-proof", REFUSED, text -> ProvenEvent.parse(text).encoded(), proof.encoded());
    // whatever can be read can be judged
    Fuzz.text(
        "tlog-proof-verdict",
        REFUSED,
        text -> {
          var _ = ProvenEvent.parse(text).fault(TrustedLog.of(VERIFIER));
          return text;
        },
        proof.encoded());
    Fuzz.bytes(
        "tile",
        REFUSED,
        bytes -> Tile.of(new Tile.Id(0, 0), bytes).toByteArray(),
        Objects.requireNonNull(tiles.get(new Tile.Id(0, 0))).toByteArray());
  }

  @Test
  void words_of_logs_and_witnesses() {
    Note checkpoint = Checkpoint.of(ORIGIN, TreeHead.EMPTY).sign(KEY);
    SigningKey witness = SigningKey.generate(new SeededRandom(4));
    NoteSignature line = Cosignature.sign(checkpoint, "example.com/w", witness, MovableClock.START);
    VerifierKey known = Cosignature.witness("example.com/w", witness);
    Fuzz.text(
        "cosignature",
        REFUSED,
        text -> {
          Note note = Note.parse(text);
          var _ = Cosignature.seen(note, known);
          var _ =
              new TrustedLog(LogKeys.of(VERIFIER), new WitnessPolicy(List.of(known), 1))
                  .fault(note);
          return note.encoded();
        },
        checkpoint.with(line).encoded());
    Note succession =
        new LogKeySuccession(
                ORIGIN,
                0,
                KEY.verificationKey(),
                SigningKey.generate(new SeededRandom(5)).verificationKey())
            .sign(KEY);
    Fuzz.text(
        "log-key-succession",
        REFUSED,
        text -> {
          Note note = Note.parse(text);
          var _ = LogKeySuccession.parse(note);
          var _ = LogKeys.of(VERIFIER).follow(List.of(note));
          return note.encoded();
        },
        succession.encoded());
  }
}
