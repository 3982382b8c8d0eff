package com.optalocal.accounts.application.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.optalocal.accounts.domain.SeededRandom;
import com.optalocal.accounts.domain.audit.Cosignature;
import com.optalocal.accounts.domain.audit.WitnessPolicy;
import com.optalocal.accounts.domain.identity.People;
import com.optalocal.accounts.domain.note.VerifierKey;
import com.optalocal.accounts.domain.note.crypto.SigningKey;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What every [WitnessPolicies] keeps.
public abstract class WitnessPoliciesContract {
  protected abstract WitnessPolicies policies();

  @Test
  void what_was_chosen_replaces_what_was_before_for_that_user_alone() {
    assertThat(policies().of(People.ANA.id())).isEqualTo(WitnessPolicy.NONE);

    policies().choose(People.ANA.id(), new WitnessPolicy(List.of(witness(1), witness(2)), 2));
    policies().choose(People.ANA.id(), new WitnessPolicy(List.of(witness(3)), 1));

    assertThat(policies().of(People.ANA.id())).isEqualTo(new WitnessPolicy(List.of(witness(3)), 1));
    assertThat(policies().of(People.BEN.id())).isEqualTo(WitnessPolicy.NONE);
    policies().choose(People.ANA.id(), WitnessPolicy.NONE);
    assertThat(policies().of(People.ANA.id())).isEqualTo(WitnessPolicy.NONE);
  }

  private static VerifierKey witness(int seed) {
    return Cosignature.witness("w" + seed, SigningKey.generate(new SeededRandom(seed)));
  }
}
