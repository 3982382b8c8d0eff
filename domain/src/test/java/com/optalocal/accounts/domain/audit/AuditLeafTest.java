package com.optalocal.accounts.domain.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.optalocal.accounts.domain.audit.crypto.Commitment;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class AuditLeafTest {
  private static final Instant NOW = Instant.parse("2026-03-04T10:24:12Z");
  private static final AuditEvent EVENT =
      AuditEvent.of(
          NOW.plusMillis(345),
          AuditAction.VAULT_ITEM_WRITTEN,
          AuditField.personal("user", "ana@example.test"),
          AuditField.open("name", "OPENAI_API_KEY"));

  private static AuditLeaf leaf(int fill) {
    return AuditLeaf.of(
        new AuditLogId("default"),
        EVENT,
        count -> {
          byte[] bytes = new byte[count];
          java.util.Arrays.fill(bytes, (byte) fill);
          return bytes;
        });
  }

  @Test
  void the_canonical_text_is_these_bytes() {
    assertThat(leaf(0).text())
        .isEqualTo(
            """
            opta-audit-event/v1
            log default
            id aud_01KJW60T700000000000000000
            at 2026-03-04T10:24:12Z
            action vault.item-written
            commit user %s
            open name OPENAI_API_KEY
            """
                .formatted(
                    Commitment.of(leaf(0).salts().getFirst().value(), "user", "ana@example.test")));
  }

  @Test
  void personal_data_stays_out_of_the_text_and_another_salt_is_another_commitment() {
    assertThat(leaf(1).text()).doesNotContain("ana@example.test");
    assertThat(leaf(1).hash()).isNotEqualTo(leaf(2).hash());
    assertThat(leaf(1).hash()).isEqualTo(leaf(1).hash());
  }

  @Test
  void a_field_cannot_smuggle_a_line() {
    assertThatIllegalArgumentException().isThrownBy(() -> AuditField.open("name", "a\nb"));
    for (String unshowable : List.of("a\u009b2Jb", "a\u202eb", "a\u0085b", "a\ud800b")) {
      assertThatIllegalArgumentException().isThrownBy(() -> AuditField.open("name", unshowable));
    }
    assertThatIllegalArgumentException().isThrownBy(() -> AuditField.open("na me", "a"));
    assertThatIllegalArgumentException().isThrownBy(() -> AuditField.open("name", "x".repeat(513)));
  }

  @Test
  void event_ids_sort_by_time() {
    AuditEventId earlier = AuditEventId.generate(NOW, n -> new byte[n]);
    AuditEventId later = AuditEventId.generate(NOW.plusMillis(1), n -> new byte[n]);
    assertThat(earlier.value()).isLessThan(later.value());
  }

  @Test
  void every_action_has_a_code_of_its_own() {
    for (AuditAction action : AuditAction.values()) {
      assertThat(AuditAction.ofCode(action.code())).isEqualTo(action);
    }
  }
}
