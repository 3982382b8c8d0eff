package com.optalocal.accounts.application.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.optalocal.accounts.domain.SeededRandom;
import com.optalocal.accounts.domain.UserId;
import com.optalocal.accounts.domain.audit.Checkpoint;
import com.optalocal.accounts.domain.identity.People;
import com.optalocal.accounts.domain.note.VerifierKey;
import com.optalocal.accounts.domain.note.crypto.Sha256;
import com.optalocal.accounts.domain.note.crypto.SigningKey;
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

  private static Witnesses.Seen seen(long size, String root) {
    VerifierKey key =
        new VerifierKey(
            "host/audit/default",
            VerifierKey.Algorithm.ED25519,
            SigningKey.generate(new SeededRandom(1)).verificationKey());
    return new Witnesses.Seen(key, new Checkpoint(key.name(), size, Sha256.of(root)));
  }
}
