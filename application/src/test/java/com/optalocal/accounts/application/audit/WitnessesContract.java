package com.optalocal.accounts.application.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.optalocal.accounts.domain.SeededRandom;
import com.optalocal.accounts.domain.UserId;
import com.optalocal.accounts.domain.audit.Checkpoint;
import com.optalocal.accounts.domain.audit.LogKeys;
import com.optalocal.accounts.domain.identity.People;
import com.optalocal.accounts.domain.note.VerifierKey;
import com.optalocal.accounts.domain.note.crypto.Sha256;
import com.optalocal.accounts.domain.note.crypto.SigningKey;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What every [Witnesses] keeps.
public abstract class WitnessesContract {
  private static final UserId ANA = People.ANA.id();

  protected abstract Witnesses witnesses();

  @Test
  void what_was_seen_comes_back_for_that_user_alone() {
    witnesses().advance(ANA, seen(5, "five"));

    assertThat(witnesses().seen(ANA)).contains(seen(5, "five"));
    assertThat(witnesses().seen(People.BEN.id())).isEmpty();
  }

  @Test
  void it_moves_forward_only() {
    witnesses().advance(ANA, seen(5, "five"));
    witnesses().advance(ANA, seen(7, "seven"));
    witnesses().advance(ANA, seen(6, "six"));

    assertThat(witnesses().seen(ANA)).contains(seen(7, "seven"));
  }

  @Test
  void the_keys_before_the_newest_come_back_in_order() {
    LogKeys.Former first = new LogKeys.Former(key(2).key(), 3);
    LogKeys.Former second = new LogKeys.Former(key(3).key(), 4);
    LogKeys keys = new LogKeys(key(1), List.of(first, second));
    witnesses().advance(ANA, seen(LogKeys.of(key(2)), 3, "three"));
    witnesses().advance(ANA, seen(keys, 5, "five"));
    witnesses().advance(ANA, seen(LogKeys.of(key(2)), 4, "an older answer"));

    assertThat(witnesses().seen(ANA)).contains(seen(keys, 5, "five"));
    witnesses().advance(ANA, seen(keys, 6, "six"));
    assertThat(witnesses().seen(ANA)).contains(seen(keys, 6, "six"));
  }

  private static Witnesses.Seen seen(long size, String root) {
    VerifierKey key = key(1);
    return seen(LogKeys.of(key), size, root);
  }

  private static Witnesses.Seen seen(LogKeys keys, long size, String root) {
    return new Witnesses.Seen(keys, new Checkpoint(keys.current().name(), size, Sha256.of(root)));
  }

  private static VerifierKey key(int seed) {
    return new VerifierKey(
        "host/audit/default",
        VerifierKey.Algorithm.ED25519,
        SigningKey.generate(new SeededRandom(seed)).verificationKey());
  }
}
