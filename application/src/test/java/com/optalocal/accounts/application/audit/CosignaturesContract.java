package com.optalocal.accounts.application.audit;

import static com.optalocal.accounts.domain.organization.OrgId.DEFAULT;
import static org.assertj.core.api.Assertions.assertThat;

import com.optalocal.accounts.application.audit.Cosignatures.Cosigned;
import com.optalocal.accounts.domain.MovableClock;
import com.optalocal.accounts.domain.SeededRandom;
import com.optalocal.accounts.domain.audit.AuditLogId;
import com.optalocal.accounts.domain.audit.Checkpoint;
import com.optalocal.accounts.domain.audit.Cosignature;
import com.optalocal.accounts.domain.note.Hash;
import com.optalocal.accounts.domain.note.Note;
import com.optalocal.accounts.domain.note.crypto.SigningKey;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/// What every [Cosignatures] keeps.
public abstract class CosignaturesContract {
  private static final AuditLogId LOG = DEFAULT.auditLog();
  private static final SigningKey ONE = SigningKey.generate(new SeededRandom(1));
  private static final SigningKey TWO = SigningKey.generate(new SeededRandom(2));

  protected abstract Cosignatures cosignatures();

  @Test
  void those_that_cover_an_event_come_back_smallest_first() {
    cosignatures().keep(LOG, cosigned(ONE, 20));
    cosignatures().keep(LOG, cosigned(ONE, 10));
    cosignatures().keep(LOG, cosigned(TWO, 10));
    cosignatures().keep(LOG, cosigned(TWO, 10));

    assertThat(cosignatures().covering(LOG, 9))
        .extracting(Cosigned::size)
        .containsExactly(10L, 10L, 20L);
    assertThat(cosignatures().covering(LOG, 10)).containsExactly(cosigned(ONE, 20));
    assertThat(cosignatures().covering(LOG, 20)).isEmpty();
    assertThat(cosignatures().witnesses(LOG)).isEqualTo(2);
  }

  @Test
  void of_a_witness_the_largest_few_stay_and_of_another_all() {
    cosignatures().keep(LOG, cosigned(TWO, 1));
    LongStream.rangeClosed(1, 20).forEach(size -> cosignatures().keep(LOG, cosigned(ONE, size)));
    cosignatures().keep(LOG, cosigned(ONE, 3));

    assertThat(cosignatures().covering(LOG, 0))
        .extracting(Cosigned::size)
        .containsExactly(1L, 13L, 14L, 15L, 16L, 17L, 18L, 19L, 20L);
  }

  private static Cosigned cosigned(SigningKey key, long size) {
    Note checkpoint =
        Note.unsigned(new Checkpoint("host/audit/default", size, Hash.NONE).sign(ONE).text());
    return new Cosigned(
        Cosignature.witness("device", key),
        size,
        Cosignature.sign(checkpoint, "device", key, MovableClock.START));
  }
}
