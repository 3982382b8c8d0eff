package com.optalocal.accounts.domain.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.optalocal.accounts.domain.SeededRandom;
import com.optalocal.accounts.domain.note.Note;
import com.optalocal.accounts.domain.note.VerifierKey;
import com.optalocal.accounts.domain.note.crypto.Sha256;
import com.optalocal.accounts.domain.note.crypto.SigningKey;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Keys of a log follow one another, and nobody else's do.
class LogKeysTest {
  private static final String ORIGIN = "host/audit/default";
  private static final SigningKey ONE = SigningKey.generate(new SeededRandom(1));
  private static final SigningKey TWO = SigningKey.generate(new SeededRandom(2));
  private static final SigningKey THREE = SigningKey.generate(new SeededRandom(3));
  private static final SigningKey STRANGER = SigningKey.generate(new SeededRandom(4));
  private static final Note ONE_TWO = note(ORIGIN, 10, ONE, TWO);
  private static final Note TWO_THREE = note(ORIGIN, 20, TWO, THREE);
  private static final LogKeys PINNED = LogKeys.of(key(ONE));

  @Test
  void a_pinned_key_leads_to_the_newest() {
    LogKeys reached = followed(PINNED, ONE_TWO, TWO_THREE);

    assertThat(reached.current()).isEqualTo(key(THREE));
    assertThat(reached.former())
        .containsExactly(
            new LogKeys.Former(ONE.verificationKey(), 10),
            new LogKeys.Former(TWO.verificationKey(), 20));
    assertThat(followed(reached, ONE_TWO, TWO_THREE)).as("a second time").isEqualTo(reached);
    assertThat(followed(followed(PINNED, ONE_TWO), ONE_TWO, TWO_THREE)).isEqualTo(reached);
    assertThat(followed(LogKeys.of(key(TWO)), ONE_TWO, TWO_THREE).current())
        .as("pinned in the middle")
        .isEqualTo(key(THREE));
  }

  @Test
  void a_forged_succession_leads_nowhere() {
    LogKeySuccession claimed =
        new LogKeySuccession(ORIGIN, 10, ONE.verificationKey(), STRANGER.verificationKey());

    assertThat(followed(PINNED, claimed.sign(STRANGER))).isEqualTo(PINNED);
    assertThat(followed(PINNED, note(ORIGIN, 10, STRANGER, TWO))).isEqualTo(PINNED);
    assertThat(followed(PINNED, note("other", 10, ONE, TWO))).isEqualTo(PINNED);
    assertThat(followed(PINNED, TWO_THREE)).as("out of turn").isEqualTo(PINNED);
    Note altered =
        Note.parse(
            ONE_TWO
                .encoded()
                .replace(TWO.verificationKey().toString(), STRANGER.verificationKey().toString()));
    assertThat(followed(PINNED, altered)).isEqualTo(PINNED);
  }

  @Test
  void a_key_with_two_successors_is_named() {
    Note other = note(ORIGIN, 10, ONE, STRANGER);

    assertThat(fault(PINNED, ONE_TWO, other)).isEqualTo(LogFault.Kind.KEY_FORKED);
    assertThat(fault(followed(PINNED, ONE_TWO), other)).isEqualTo(LogFault.Kind.KEY_FORKED);
    assertThat(fault(followed(PINNED, ONE_TWO, TWO_THREE), other))
        .isEqualTo(LogFault.Kind.KEY_FORKED);
    assertThat(fault(followed(PINNED, ONE_TWO), note(ORIGIN, 12, ONE, TWO)))
        .as("the same one at another size")
        .isEqualTo(LogFault.Kind.KEY_FORKED);
  }

  @Test
  void a_key_never_comes_back() {
    assertThat(fault(PINNED, ONE_TWO, note(ORIGIN, 20, TWO, ONE)))
        .isEqualTo(LogFault.Kind.KEY_ROLLED_BACK);
    assertThat(fault(PINNED, ONE_TWO, note(ORIGIN, 9, TWO, THREE)))
        .isEqualTo(LogFault.Kind.KEY_ROLLED_BACK);
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> new LogKeySuccession(ORIGIN, 1, ONE.verificationKey(), ONE.verificationKey()));
  }

  @Test
  void a_former_key_speaks_for_its_own_time_only() {
    LogKeys keys = followed(PINNED, ONE_TWO);
    TrustedLog trusted = TrustedLog.of(keys);

    assertThat(trusted.fault(checkpoint(10, ONE))).isEmpty();
    assertThat(trusted.fault(checkpoint(10, TWO))).isEmpty();
    assertThat(trusted.fault(checkpoint(11, TWO))).isEmpty();
    assertThat(trusted.fault(checkpoint(11, ONE)))
        .hasValueSatisfying(
            fault -> assertThat(fault.kind()).isEqualTo(LogFault.Kind.KEY_ROLLED_BACK));
    assertThat(trusted.fault(checkpoint(5, STRANGER)))
        .hasValueSatisfying(fault -> assertThat(fault.kind()).isEqualTo(LogFault.Kind.NOT_SIGNED));
    assertThat(keys.headFault(checkpoint(10, TWO))).isEmpty();
    assertThat(keys.headFault(checkpoint(10, ONE)))
        .hasValueSatisfying(
            fault -> assertThat(fault.kind()).isEqualTo(LogFault.Kind.KEY_ROLLED_BACK));
  }

  @Test
  void a_first_look_pins_an_unbroken_line_or_the_key_alone() {
    assertThat(LogKeys.begin(key(THREE), List.of(ONE_TWO, TWO_THREE)))
        .isEqualTo(followed(PINNED, ONE_TWO, TWO_THREE));
    assertThat(LogKeys.begin(key(STRANGER), List.of(ONE_TWO, TWO_THREE)))
        .isEqualTo(LogKeys.of(key(STRANGER)));
    assertThat(LogKeys.begin(key(THREE), List.of())).isEqualTo(LogKeys.of(key(THREE)));
  }

  private static LogKeys followed(LogKeys from, Note... successions) {
    return ((LogKeys.Following.Followed) from.follow(List.of(successions))).keys();
  }

  private static LogFault.Kind fault(LogKeys from, Note... successions) {
    return ((LogKeys.Following.Faulty) from.follow(List.of(successions))).fault().kind();
  }

  private static Note note(String origin, long size, SigningKey old, SigningKey next) {
    return new LogKeySuccession(origin, size, old.verificationKey(), next.verificationKey())
        .sign(old);
  }

  private static Note checkpoint(long size, SigningKey key) {
    return new Checkpoint(ORIGIN, size, Sha256.of("root")).sign(key);
  }

  private static VerifierKey key(SigningKey key) {
    return new VerifierKey(ORIGIN, VerifierKey.Algorithm.ED25519, key.verificationKey());
  }
}
