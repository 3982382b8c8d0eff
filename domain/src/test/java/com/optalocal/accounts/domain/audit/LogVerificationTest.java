package com.optalocal.accounts.domain.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.optalocal.accounts.domain.MovableClock;
import com.optalocal.accounts.domain.SeededRandom;
import com.optalocal.accounts.domain.audit.crypto.MerkleHash;
import com.optalocal.accounts.domain.note.Note;
import com.optalocal.accounts.domain.note.NoteSignature;
import com.optalocal.accounts.domain.note.VerifierKey;
import com.optalocal.accounts.domain.note.crypto.SigningKey;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Everything that can be done to a log, and what it is called.
class LogVerificationTest {
  private static final AuditLogId LOG = new AuditLogId("default");
  private static final String ORIGIN = "host/audit/default";
  private static final SigningKey KEY = SigningKey.generate(new SeededRandom(1));
  private static final VerifierKey VERIFIER =
      new VerifierKey(ORIGIN, VerifierKey.Algorithm.ED25519, KEY.verificationKey());
  private final SeededRandom random = new SeededRandom(2);
  private final List<EventRecord> records = new ArrayList<>();
  private final TiledTree tree = new TiledTree();

  LogVerificationTest() {
    for (int i = 0; i < 40; i++) {
      append(
          AuditEvent.of(
              MovableClock.START.plusSeconds(i),
              AuditAction.SESSION_OPENED,
              AuditField.personal("user", "ana"),
              AuditField.open("method", "password"),
              AuditField.personal("device", "laptop " + i)));
    }
  }

  private void append(AuditEvent event) {
    AuditLeaf leaf = AuditLeaf.of(LOG, event, random);
    records.add(
        new EventRecord(records.size(), leaf.hash(), Optional.of(leaf.text()), leaf.reveals()));
    tree.append(leaf.hash().toByteArray());
  }

  private Checkpoint head() {
    return new Checkpoint(ORIGIN, tree.size(), tree.root());
  }

  private static LogVerification.Report verify(
      List<EventRecord> records, Checkpoint... checkpoints) {
    LogVerification verification = new LogVerification(LOG, List.of(checkpoints));
    // through the text, as a file goes
    records.forEach(record -> verification.add(EventRecord.parse(record.encoded())));
    return verification.finish();
  }

  private void expect(List<EventRecord> forged, LogFault.Kind kind, long at) {
    LogVerification.Report report = verify(forged, head());
    assertThat(report.faults()).isNotEmpty();
    assertThat(report.faults().getFirst().kind()).isEqualTo(kind);
    assertThat(report.faults().getFirst().at()).isEqualTo(at);
  }

  @Test
  void an_honest_log_is_genuine() {
    LogVerification.Report report = verify(records, head());

    assertThat(report.isGenuine()).isTrue();
    assertThat(report.events()).isEqualTo(40);
    assertThat(report.hashOnly().isEmpty()).isTrue();
  }

  @Test
  void a_rewritten_text_is_named() {
    List<EventRecord> forged = new ArrayList<>(records);
    EventRecord old = records.get(17);
    forged.set(
        17,
        new EventRecord(
            17,
            old.hash(),
            old.text().map(text -> text.replace("password", "passkey ")),
            old.reveals()));
    expect(forged, LogFault.Kind.EVENT_REWRITTEN, 17);
  }

  @Test
  void a_rewritten_text_with_a_fitting_hash_no_longer_makes_the_signed_tree() {
    List<EventRecord> forged = new ArrayList<>(records);
    EventRecord old = records.get(17);
    String text = old.text().orElseThrow().replace("password", "passkey ");
    forged.set(
        17,
        new EventRecord(
            17,
            MerkleHash.leaf(text.getBytes(StandardCharsets.UTF_8)),
            Optional.of(text),
            old.reveals()));
    expect(forged, LogFault.Kind.REWRITTEN, 40);
  }

  @Test
  void an_altered_value_is_named() {
    List<EventRecord> forged = new ArrayList<>(records);
    EventRecord old = records.get(3);
    List<EventRecord.Reveal> reveals = new ArrayList<>(old.reveals());
    reveals.set(0, new EventRecord.Reveal("user", reveals.getFirst().salt(), "ben"));
    forged.set(3, new EventRecord(3, old.hash(), old.text(), reveals));
    expect(forged, LogFault.Kind.VALUE_ALTERED, 3);
  }

  @Test
  void a_removed_event_is_named() {
    List<EventRecord> forged = new ArrayList<>(records);
    assertThat(forged.remove(9)).isNotNull();
    expect(forged, LogFault.Kind.EVENT_MISSING, 9);
  }

  @Test
  void changed_order_is_named_whether_numbers_move_along_or_not() {
    List<EventRecord> forged = new ArrayList<>(records);
    Collections.swap(forged, 5, 6);
    expect(forged, LogFault.Kind.EVENT_MISSING, 5);
    List<EventRecord> renumbered = new ArrayList<>(records);
    renumbered.set(5, numbered(records.get(6), 5));
    renumbered.set(6, numbered(records.get(5), 6));
    expect(renumbered, LogFault.Kind.REWRITTEN, 40);
  }

  private static EventRecord numbered(EventRecord record, long index) {
    return new EventRecord(index, record.hash(), record.text(), record.reveals());
  }

  @Test
  void a_cut_log_is_named() {
    expect(records.subList(0, 30), LogFault.Kind.TRUNCATED, 30);
    expect(List.of(), LogFault.Kind.TRUNCATED, 0);
  }

  @Test
  void values_that_vanished_are_a_fault_unless_an_event_says_so() {
    List<EventRecord> pruned = new ArrayList<>();
    for (EventRecord record : records) {
      pruned.add(
          record.index() < 10
              ? new EventRecord(record.index(), record.hash(), record.text(), List.of())
              : record);
    }
    expect(pruned, LogFault.Kind.VALUES_REMOVED, 0);
    append(
        AuditEvent.of(
            MovableClock.START, AuditAction.AUDIT_PRUNED, AuditField.open("events", "0-9")));
    pruned.add(records.getLast());

    LogVerification.Report report = verify(pruned, head());

    assertThat(report.faults()).isEmpty();
    assertThat(report.hashOnly()).hasToString("0-9");
  }

  @Test
  void events_known_by_their_hash_alone_are_told_apart() {
    List<EventRecord> some = new ArrayList<>(records);
    for (int i = 20; i < 25; i++) {
      some.set(i, EventRecord.hashOnly(i, records.get(i).hash()));
    }
    LogVerification.Report report = verify(some, head());

    assertThat(report.isGenuine()).isTrue();
    assertThat(report.hashOnly()).hasToString("20-24");
  }

  @Test
  void a_proof_holds_offline_and_any_changed_character_is_refused() {
    ProvenEvent proof = proof(21);
    TrustedLog trusted = TrustedLog.of(VERIFIER);
    String file = proof.encoded();
    assertThat(ProvenEvent.parse(file).fault(trusted)).isEmpty();

    for (int i = 0; i < file.length(); i++) {
      char other = file.charAt(i) == 'A' ? 'B' : 'A';
      String bent = file.substring(0, i) + other + file.substring(i + 1);
      boolean believed;
      try {
        believed = ProvenEvent.parse(bent).fault(trusted).isEmpty();
      } catch (IllegalArgumentException malformed) {
        believed = false;
      }
      assertThat(believed).as("character %d", i).isFalse();
    }
  }

  @Test
  void a_proof_never_vouches_for_the_key_that_signed_it() {
    SigningKey stranger = SigningKey.generate(new SeededRandom(9));
    ProvenEvent honest = proof(3);
    ProvenEvent forged = new ProvenEvent(honest.event(), honest.path(), head().sign(stranger));
    assertThat(forged.fault(TrustedLog.of(VERIFIER)).orElseThrow().kind())
        .isEqualTo(LogFault.Kind.NOT_SIGNED);
    VerifierKey otherName =
        new VerifierKey("other/audit/default", VERIFIER.algorithm(), VERIFIER.key());
    assertThat(honest.fault(TrustedLog.of(otherName)).orElseThrow().kind())
        .isEqualTo(LogFault.Kind.OTHER_LOG);
  }

  @Test
  void a_verifier_may_want_witnesses_and_counts_only_its_own() {
    SigningKey one = SigningKey.generate(new SeededRandom(5));
    SigningKey two = SigningKey.generate(new SeededRandom(6));
    Note checkpoint = head().sign(KEY);
    NoteSignature line = Cosignature.sign(checkpoint, "one", one, MovableClock.START);
    Note cosigned = checkpoint.with(line);
    VerifierKey first = Cosignature.witness("one", one);
    VerifierKey second = Cosignature.witness("two", two);

    assertThat(Cosignature.seen(cosigned, first)).contains(MovableClock.START);
    assertThat(Cosignature.seen(cosigned, second)).isEmpty();
    assertThat(Cosignature.seen(cosigned, Cosignature.witness("one", two))).isEmpty();
    assertThat(trusting(1, first, second).fault(cosigned)).isEmpty();
    assertThat(trusting(2, first, second).fault(cosigned).orElseThrow().kind())
        .isEqualTo(LogFault.Kind.NOT_WITNESSED);
    assertThat(trusting(1, first, first).policy().witnesses()).hasSize(1);
    assertThatIllegalArgumentException().isThrownBy(() -> trusting(2, first, first));
    assertThatIllegalArgumentException()
        .as("one key under two names is one witness")
        .isThrownBy(() -> trusting(2, first, Cosignature.witness("alias", one)));
    assertThatIllegalArgumentException().isThrownBy(() -> trusting(1, VERIFIER));
  }

  @Test
  void a_verifier_key_has_one_spelling() {
    assertThat(VerifierKey.parse(VERIFIER.toString())).isEqualTo(VERIFIER);
    for (String wrong :
        List.of(
            "",
            "a+b",
            "x+00000000+AAAA",
            VERIFIER + " ",
            VERIFIER.toString().replace("host", "most"),
            VERIFIER.toString().replace('/', ' '),
            "x".repeat(500))) {
      assertThatIllegalArgumentException().isThrownBy(() -> VerifierKey.parse(wrong));
    }
  }

  @Test
  void ranges_read_what_they_write() {
    EventRanges ranges = new EventRanges();
    for (long i : new long[] {5, 3, 4, 9, 0, 7, 8, 3}) {
      ranges.add(i);
    }
    assertThat(ranges).hasToString("0,3-5,7-9");
    assertThat(ranges.count()).isEqualTo(7);
    assertThat(EventRanges.parse(ranges.toString()).ranges()).isEqualTo(ranges.ranges());
    assertThat(ranges.covers(new EventRanges.Range(7, 9))).isTrue();
    assertThat(ranges.covers(new EventRanges.Range(5, 7))).isFalse();
    EventRanges many = new EventRanges();
    for (long i = 0; i < 2000; i += 2) {
      many.add(i);
    }
    assertThat(many.texts()).hasSizeGreaterThan(1).allMatch(text -> text.length() <= 512);
    for (String wrong : List.of("", "1,", "-1", "3-1", "01", "1-2-3", "x")) {
      assertThatIllegalArgumentException().isThrownBy(() -> EventRanges.parse(wrong));
    }
  }

  private static TrustedLog trusting(int quorum, VerifierKey... witnesses) {
    return new TrustedLog(LogKeys.of(VERIFIER), new WitnessPolicy(List.of(witnesses), quorum));
  }

  private ProvenEvent proof(int index) {
    Map<Tile.Id, Tile> tiles = new HashMap<>();
    tree.drainChanged().forEach(tile -> tiles.put(tile.id(), tile));
    MerkleProofs proofs = new MerkleProofs(id -> Objects.requireNonNull(tiles.get(id)));
    return new ProvenEvent(
        records.get(index), proofs.inclusion(index, tree.size()), head().sign(KEY));
  }
}
