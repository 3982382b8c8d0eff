package com.optalocal.accounts.adapters.sqlite.audit;

import static com.optalocal.accounts.domain.organization.OrgId.DEFAULT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.optalocal.accounts.adapters.sqlite.OpenDatabase;
import com.optalocal.accounts.application.StoreUnavailable;
import com.optalocal.accounts.application.UnitOfWork;
import com.optalocal.accounts.application.audit.AuditTrail;
import com.optalocal.accounts.application.audit.AuditTrailContract;
import com.optalocal.accounts.domain.MovableClock;
import com.optalocal.accounts.domain.SeededRandom;
import com.optalocal.accounts.domain.audit.AuditAction;
import com.optalocal.accounts.domain.audit.AuditEvent;
import com.optalocal.accounts.domain.audit.AuditEventId;
import com.optalocal.accounts.domain.audit.AuditField;
import com.optalocal.accounts.domain.audit.AuditLogId;
import com.optalocal.accounts.domain.audit.Checkpoint;
import com.optalocal.accounts.domain.audit.EventRecord;
import com.optalocal.accounts.domain.audit.MerkleProofs;
import com.optalocal.accounts.domain.audit.TreeHead;
import com.optalocal.accounts.domain.audit.crypto.MerkleHash;
import com.optalocal.accounts.domain.note.Note;
import com.optalocal.accounts.domain.note.VerificationKey;
import com.optalocal.accounts.domain.note.crypto.SigningKey;
import com.optalocal.accounts.domain.organization.OrgId;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SqliteAuditTrailTest extends AuditTrailContract {
  private static final AuditLogId LOG = DEFAULT.auditLog();

  @RegisterExtension final OpenDatabase open = OpenDatabase.portal();
  private final SigningKey logKey = SigningKey.generate(new SeededRandom(91));
  private final SeededRandom random = new SeededRandom(92);

  @Override
  protected AuditTrail audit() {
    return new SqliteAuditTrail(open.database(), logKey, host(), random);
  }

  @Override
  protected UnitOfWork work() {
    return open.database().unitOfWork();
  }

  @Override
  protected VerificationKey logKey() {
    return logKey.verificationKey();
  }

  @Override
  protected String host() {
    return "accounts.example.com:8443";
  }

  @Override
  protected OrgId otherOrganization() {
    return open.otherOrganization();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "UPDATE audit_leaf SET leaf = 'forged'",
        "UPDATE audit_leaf SET leaf_hash = zeroblob(32) WHERE leaf_index = 0",
        "DELETE FROM audit_leaf",
        "DELETE FROM audit_leaf WHERE leaf_index = 1",
        "INSERT OR REPLACE INTO audit_leaf (place, event_id, leaf, leaf_hash)"
            + " SELECT place, 'forged', leaf, leaf_hash FROM audit_leaf WHERE leaf_index = 0",
        "INSERT OR REPLACE INTO audit_leaf (place, event_id, leaf, leaf_hash)"
            + " SELECT place + 2, event_id, 'forged', leaf_hash FROM audit_leaf WHERE leaf_index = 0",
        "INSERT INTO audit_leaf (place, event_id, leaf, leaf_hash)"
            + " SELECT place + 9, 'gap', leaf, leaf_hash FROM audit_leaf WHERE leaf_index = 0",
        "INSERT INTO audit_leaf (event_id, leaf, leaf_hash)"
            + " SELECT 'anywhere', leaf, leaf_hash FROM audit_leaf WHERE leaf_index = 0"
      })
  void a_leaf_is_never_changed_removed_or_put_out_of_order(String sql) {
    audit().append(LOG, event());
    audit().append(LOG, event());
    List<String> before = open.rows("SELECT leaf FROM audit_leaf ORDER BY leaf_index");

    assertThatThrownBy(() -> open.database().write(handle -> handle.execute(sql)))
        .isInstanceOf(IllegalStateException.class)
        .hasRootCauseMessage(
            "[SQLITE_CONSTRAINT_TRIGGER] A RAISE function within a trigger fired, causing the"
                + " SQL statement to abort (audit_leaf is append-only)");

    assertThat(open.rows("SELECT leaf FROM audit_leaf ORDER BY leaf_index")).isEqualTo(before);
  }

  @Test
  void the_tree_is_the_one_over_the_stored_leaves() {
    for (int i = 0; i < 11; i++) {
      audit().append(LOG, event());
    }

    TreeHead tree = TreeHead.EMPTY;
    for (String leaf : open.rows("SELECT leaf FROM audit_leaf ORDER BY leaf_index")) {
      tree = tree.append(MerkleHash.leaf(leaf.getBytes(StandardCharsets.UTF_8)));
    }
    Checkpoint checkpoint = Checkpoint.parse(audit().checkpoint(LOG).orElseThrow());
    assertThat(checkpoint.size()).isEqualTo(11);
    assertThat(checkpoint.root()).isEqualTo(tree.root());
  }

  @Test
  void the_log_and_its_checkpoint_survive_a_restart() {
    audit().append(LOG, event());
    Optional<Note> before = audit().checkpoint(LOG);

    open.restart();

    assertThat(audit().checkpoint(LOG)).isEqualTo(before);
    audit().append(LOG, event());
    assertThat(audit().newest(LOG, Optional.empty(), 10))
        .extracting(AuditTrail.Entry::index)
        .containsExactly(1L, 0L);
  }

  @Test
  void the_leaf_holds_no_personal_value_and_the_body_holds_its_salt() {
    audit().append(LOG, event());

    assertThat(open.rows("SELECT leaf FROM audit_leaf").getFirst())
        .contains("open method password")
        .doesNotContain("ana-the-person");
    assertThat(
            open.rows(
                "SELECT field || ' ' || value || ' ' || length(salt)"
                    + " FROM audit_body WHERE personal = 1"))
        .containsExactly("user ana-the-person 16");
  }

  @Test
  void a_checkpoint_asked_for_inside_a_unit_covers_what_is_durable_and_no_more() {
    audit().append(LOG, event());

    Note inside =
        work()
            .atomically(() -> {
              audit().append(LOG, event());
              return audit().checkpoint(LOG).orElseThrow();
            });

    assertThat(Checkpoint.parse(inside).size()).isEqualTo(1);
    assertThat(Checkpoint.parse(audit().checkpoint(LOG).orElseThrow()).size()).isEqualTo(2);
  }

  private static AuditEvent event() {
    return AuditEvent.of(
        MovableClock.START,
        AuditAction.SESSION_OPENED,
        AuditField.personal("user", "ana-the-person"),
        AuditField.open("method", "password"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "UPDATE audit_body SET value = 'somebody-else'",
        "DELETE FROM audit_body",
        "INSERT OR REPLACE INTO audit_body (place, field, value, salt, personal)"
            + " SELECT place, field, 'else', salt, personal FROM audit_body",
        "INSERT INTO audit_body (place, field, value, salt, personal)"
            + " SELECT place + 16, field, value, salt, personal FROM audit_body",
        "INSERT INTO audit_removal SELECT 'default', 0, 9, event_id FROM audit_leaf",
        "INSERT INTO audit_leaf (place, event_id, leaf, leaf_hash)"
            + " SELECT (log + 1) << 36, 'elsewhere', leaf, leaf_hash FROM audit_leaf",
        "UPDATE audit_log SET number = 7",
        "DELETE FROM audit_log",
        "INSERT OR REPLACE INTO audit_log (number, org_id) VALUES (7, 'default')",
        "INSERT INTO audit_tile VALUES ('default', 0, 0, zeroblob(32))"
      })
  void a_body_and_a_log_yield_to_nobody_who_has_not_recorded_it(String sql) {
    audit().append(LOG, event());

    assertThatThrownBy(() -> open.database().write(handle -> handle.execute(sql)))
        .isInstanceOf(IllegalStateException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "UPDATE audit_tile SET hashes = zeroblob(8192) WHERE level = 0",
        "UPDATE audit_tile SET hashes = zeroblob(64) WHERE level = 1",
        "UPDATE audit_tile SET tile_index = 7",
        "DELETE FROM audit_tile"
      })
  void a_tile_only_grows(String sql) {
    appendInOneUnit(256);

    assertThatThrownBy(() -> open.database().write(handle -> handle.execute(sql)))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void a_full_tile_that_is_gone_is_damage_and_not_made_up_from_the_leaves() {
    appendInOneUnit(300);
    assertThat(checkpointSize()).isEqualTo(300);
    run("DROP TRIGGER audit_tile_is_never_deleted");
    run("DELETE FROM audit_tile WHERE level = 0");
    SqliteAuditProofs proofs =
        new SqliteAuditProofs(open.database(), new LogSigner(logKey, host()));

    assertThatThrownBy(() -> proofs.inclusion(LOG, 3, 300)).isInstanceOf(StoreUnavailable.class);
  }

  @Test
  void each_event_is_proven_whether_its_tile_is_full_or_not() {
    SqliteAuditProofs proofs =
        new SqliteAuditProofs(open.database(), new LogSigner(logKey, host()));
    for (int added : List.of(255, 1, 1, 255, 8)) {
      appendInOneUnit(added);
      Checkpoint head = Checkpoint.parse(audit().checkpoint(LOG).orElseThrow());
      for (EventRecord record : proofs.records(LOG, 0, 1000)) {
        assertThat(
                MerkleProofs.includes(
                    record.hash(),
                    record.index(),
                    head.size(),
                    proofs.inclusion(LOG, record.index(), head.size()),
                    head.root()))
            .isTrue();
      }
    }
    assertThat(checkpointSize()).isEqualTo(520);
  }

  @Test
  void a_number_that_was_given_in_an_undone_unit_goes_to_another_log() {
    AuditTrail audit = audit();
    AuditLogId second = otherOrganization().auditLog();
    run("INSERT INTO organization (org_id) VALUES ('third')");
    AuditLogId third = new OrgId("third").auditLog();
    assertThatThrownBy(() ->
            work()
                .atomically(() -> {
                  audit.append(second, event());
                  throw new IllegalStateException("no");
                }))
        .isInstanceOf(IllegalStateException.class);

    AuditEventId ofThird = audit.append(third, event());
    AuditEventId ofSecond = audit.append(second, event());

    assertThat(audit.newest(third, Optional.empty(), 9))
        .extracting(AuditTrail.Entry::id)
        .containsExactly(ofThird);
    assertThat(audit.newest(second, Optional.empty(), 9))
        .extracting(AuditTrail.Entry::id)
        .containsExactly(ofSecond);
  }

  @Test
  void the_log_of_an_earlier_version_is_adopted_and_held_against_its_checkpoint() {
    AuditTrail before = audit();
    for (int i = 0; i < 300; i++) {
      before.append(LOG, event());
    }
    Note signed = before.checkpoint(LOG).orElseThrow();
    forgetTheTree();

    new SqliteAuditTrail(open.database(), logKey, host(), random).adopt(LOG);

    assertThat(
            new SqliteAuditProofs(open.database(), new LogSigner(logKey, host()))
                .checkpoint(LOG, 300))
        .contains(signed);
    audit().append(LOG, event());
    assertThat(Checkpoint.parse(audit().checkpoint(LOG).orElseThrow()).size()).isEqualTo(301);
  }

  @Test
  void an_earlier_log_that_was_rewritten_is_not_adopted() {
    audit().append(LOG, event());
    audit().append(LOG, event());
    assertThat(audit().checkpoint(LOG)).isPresent();
    forgetTheTree();
    run("DROP TRIGGER audit_leaf_is_never_updated");
    run("UPDATE audit_leaf SET leaf_hash = zeroblob(32) WHERE leaf_index = 0");

    assertThatThrownBy(
            () -> new SqliteAuditTrail(open.database(), logKey, host(), random).adopt(LOG))
        .isInstanceOf(StoreUnavailable.class)
        .hasMessageContaining("not the one");
  }

  @Test
  void an_event_that_was_changed_with_its_hash_is_told_at_the_next_start() {
    appendInOneUnit(300);
    assertThat(checkpointSize()).isEqualTo(300);
    run("DROP TRIGGER audit_leaf_is_never_updated");
    run("UPDATE audit_leaf SET leaf = 'forged', leaf_hash = zeroblob(32) WHERE leaf_index = 299");

    assertThatThrownBy(
            () -> new SqliteAuditTrail(open.database(), logKey, host(), random).adopt(LOG))
        .isInstanceOf(StoreUnavailable.class)
        .hasMessageContaining("not the one");
  }

  @Test
  void one_tile_write_serves_the_events_of_a_whole_unit_and_an_undone_one_leaves_none() {
    AuditTrail audit = audit();
    List<AuditEventId> appended =
        work()
            .atomically(() -> {
              List<AuditEventId> ids = new java.util.ArrayList<>();
              for (int i = 0; i < 600; i++) {
                ids.add(audit.append(LOG, event()));
              }
              assertThatThrownBy(() ->
                      work()
                          .atomically(() -> {
                            audit.append(LOG, event());
                            throw new IllegalStateException("no");
                          }))
                  .isInstanceOf(IllegalStateException.class);
              return ids;
            });

    assertThat(appended)
        .hasSize(600)
        .isSortedAccordingTo(java.util.Comparator.comparing(AuditEventId::value));
    assertThat(checkpointSize()).isEqualTo(600);
    assertThat(
            open.rows(
                "SELECT level || '/' || tile_index || ' ' || (length(hashes) / 32)"
                    + " FROM audit_tile ORDER BY level, tile_index"))
        .containsExactly("0/0 256", "0/1 256", "1/0 2");
  }

  private void forgetTheTree() {
    run("DROP TRIGGER audit_tile_is_never_deleted");
    run("DELETE FROM audit_tile");
  }

  private void appendInOneUnit(int events) {
    AuditTrail audit = audit();
    int appended =
        work()
            .atomically(() -> {
              for (int i = 0; i < events; i++) {
                audit.append(LOG, event());
              }
              return events;
            });
    assertThat(appended).isEqualTo(events);
  }

  private long checkpointSize() {
    return Checkpoint.parse(audit().checkpoint(LOG).orElseThrow()).size();
  }

  private void run(String sql) {
    int rows = open.database().write(handle -> handle.execute(sql));
    assertThat(rows).isNotNegative();
  }
}
