package com.optalocal.accounts.application.audit.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.optalocal.accounts.application.SessionRefused;
import com.optalocal.accounts.application.audit.AuditTrail;
import com.optalocal.accounts.domain.BearerSecret;
import com.optalocal.accounts.domain.audit.AuditAction;
import com.optalocal.accounts.domain.audit.Checkpoint;
import com.optalocal.accounts.domain.session.HeldSession;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What every [RemoteAudit] keeps to.
public abstract class RemoteAuditContract {
  protected abstract RemoteAudit remote();

  /// A new session of somebody called `name`, who has an account and owns nothing.
  protected abstract HeldSession signIn(String name);

  private RemoteAudit.Page newest(HeldSession session, int limit) {
    return remote().newest(session, session.issued().accessToken(), limit);
  }

  @Test
  void the_newest_events_come_first_and_no_more_than_asked_for() {
    HeldSession ana = signIn("ana");
    List<AuditTrail.Entry> all = newest(ana, 1000).entries();
    assertThat(all.getFirst().event().action()).isEqualTo(AuditAction.SESSION_OPENED);
    assertThat(all)
        .extracting(AuditTrail.Entry::index)
        .isSortedAccordingTo((a, b) -> Long.compare(b, a));
    assertThat(newest(ana, 1).entries()).isEqualTo(all.subList(0, 1));
  }

  @Test
  void the_checkpoint_covers_them() {
    HeldSession ana = signIn("ana");
    RemoteAudit.Page page = newest(ana, 10);
    assertThat(Checkpoint.parse(page.checkpoint().orElseThrow()).size())
        .isGreaterThan(page.entries().getFirst().index());
  }

  @Test
  void nobody_sees_what_happened_to_somebody_else() {
    HeldSession ana = signIn("ana");
    signIn("ben");
    assertThat(newest(ana, 1000).entries())
        .allSatisfy(entry ->
            assertThat(entry.event().fields())
                .anyMatch(field ->
                    field.name().equals("user")
                        && field.value().equals(ana.issued().user().id().value())));
  }

  @Test
  void a_token_that_the_portal_does_not_know_opens_nothing() {
    HeldSession ana = signIn("ana");
    assertThatThrownBy(() -> remote().newest(ana, BearerSecret.presented("not-a-token"), 10))
        .isInstanceOf(SessionRefused.class);
  }
}
