package com.optalocal.accounts.application.audit;

import static com.optalocal.accounts.domain.organization.OrgId.DEFAULT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.optalocal.accounts.application.UnitOfWork;
import com.optalocal.accounts.domain.SeededRandom;
import com.optalocal.accounts.domain.audit.AuditLogId;
import com.optalocal.accounts.domain.audit.LogKeySuccession;
import com.optalocal.accounts.domain.note.Note;
import com.optalocal.accounts.domain.note.crypto.SigningKey;
import org.junit.jupiter.api.Test;

/// What every [LogSuccessions] keeps.
public abstract class LogSuccessionsContract {
  private static final AuditLogId LOG = DEFAULT.auditLog();
  private static final Note FIRST = succession(1);
  private static final Note SECOND = succession(2);

  protected abstract LogSuccessions successions();

  protected abstract UnitOfWork work();

  @Test
  void they_come_back_in_the_order_in_which_they_came() {
    assertThat(successions().of(LOG)).isEmpty();

    successions().add(LOG, FIRST);
    successions().add(LOG, SECOND);

    assertThat(successions().of(LOG)).containsExactly(FIRST, SECOND);
    assertThat(successions().of(new AuditLogId("other"))).isEmpty();
  }

  @Test
  void one_of_a_unit_that_fails_was_never_there() {
    successions().add(LOG, FIRST);

    assertThatIllegalStateException()
        .isThrownBy(() ->
            work()
                .atomically(() -> {
                  successions().add(LOG, SECOND);
                  throw new IllegalStateException("the unit fails");
                }));

    assertThat(successions().of(LOG)).containsExactly(FIRST);
  }

  private static Note succession(int seed) {
    SigningKey old = SigningKey.generate(new SeededRandom(seed));
    SigningKey next = SigningKey.generate(new SeededRandom(seed + 1));
    return new LogKeySuccession(
            "host/audit/default", seed, old.verificationKey(), next.verificationKey())
        .sign(old);
  }
}
