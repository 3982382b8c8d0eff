package com.optalocal.accounts.application.audit.reading;

import static com.optalocal.accounts.domain.organization.OrgId.DEFAULT;
import static org.assertj.core.api.Assertions.assertThat;

import com.optalocal.accounts.application.InMemoryPortal;
import com.optalocal.accounts.application.audit.AuditTrail;
import com.optalocal.accounts.domain.MovableClock;
import com.optalocal.accounts.domain.identity.People;
import com.optalocal.accounts.domain.identity.User;
import com.optalocal.accounts.domain.organization.Role;
import com.optalocal.accounts.domain.session.Actor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ListAuditTest {
  private final InMemoryPortal portal = new InMemoryPortal(new MovableClock());

  @BeforeEach
  void sign_both_in() {
    portal.register(People.ANA);
    portal.register(People.BEN);
    portal.signIn(People.ANA);
    portal.signIn(People.BEN);
  }

  @Test
  void an_owner_sees_what_everybody_did_newest_first() {
    portal.stores().members().put(DEFAULT, People.ANA.id(), Role.OWNER);

    assertThat(portal.listAudit().newest(actor(People.ANA), 10))
        .extracting(AuditTrail.Entry::index)
        .containsExactly(2L, 1L, 0L);
  }

  @Test
  void a_member_sees_their_own_only() {
    Actor ben = actor(People.BEN);

    assertThat(portal.listAudit().newest(ben, 10))
        .hasSize(2)
        .allSatisfy(entry ->
            assertThat(entry.event().fields().getFirst().value())
                .isEqualTo(People.BEN.id().value()));
  }

  @Test
  void no_more_are_shown_than_asked_for() {
    assertThat(portal.listAudit().newest(actor(People.BEN), 1))
        .extracting(AuditTrail.Entry::index)
        .containsExactly(2L);
  }

  private Actor actor(User user) {
    return portal.actor(portal.signIn(user).issued().accessToken());
  }
}
