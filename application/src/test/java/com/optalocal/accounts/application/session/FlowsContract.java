package com.optalocal.accounts.application.session;

import static com.optalocal.accounts.domain.organization.OrgId.DEFAULT;
import static org.assertj.core.api.Assertions.assertThat;

import com.optalocal.accounts.application.identity.Users;
import com.optalocal.accounts.domain.MovableClock;
import com.optalocal.accounts.domain.SeededRandom;
import com.optalocal.accounts.domain.identity.Account;
import com.optalocal.accounts.domain.identity.Metadata;
import com.optalocal.accounts.domain.identity.People;
import com.optalocal.accounts.domain.identity.Provider;
import com.optalocal.accounts.domain.identity.VouchedIdentity;
import com.optalocal.accounts.domain.note.Hash;
import com.optalocal.accounts.domain.note.crypto.Sha256;
import com.optalocal.accounts.domain.organization.OrgId;
import com.optalocal.accounts.domain.session.Flow;
import com.optalocal.accounts.domain.session.FlowId;
import com.optalocal.accounts.domain.session.PkceChallenge;
import com.optalocal.accounts.domain.session.SignInMethod;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

public abstract class FlowsContract {
  private static final Instant NOW = MovableClock.START;
  private static final Hash CODE = Sha256.of("code");
  private static final Flow BEGUN =
      Flow.begun(
          FlowId.generate(new SeededRandom(41)),
          new PkceChallenge(Sha256.of("verifier")),
          SignInMethod.MAGIC_LINK,
          NOW);

  /// An empty store.
  protected abstract Flows flows();

  /// The users who complete them.
  protected abstract Users users();

  /// An organization that exists beside `default`.
  protected abstract OrgId otherOrganization();

  @BeforeEach
  void add_the_people() {
    users().add(DEFAULT, Account.of(People.ANA));
  }

  @Test
  void a_flow_is_found_by_its_id_and_once_completed_by_its_code() {
    flows().put(DEFAULT, BEGUN, NOW);
    assertThat(flows().find(DEFAULT, BEGUN.id())).contains(BEGUN);
    assertThat(flows().findByCode(DEFAULT, CODE)).isEmpty();

    Flow completed = BEGUN.completed(CODE, People.ANA.id(), NOW.plusSeconds(9));
    flows().put(DEFAULT, completed, NOW.plusSeconds(9));

    assertThat(flows().find(DEFAULT, BEGUN.id())).contains(completed);
    assertThat(flows().findByCode(DEFAULT, CODE)).contains(completed);
    assertThat(flows().findByCode(DEFAULT, Sha256.of("another"))).isEmpty();
  }

  @Test
  void an_identity_that_the_code_adds_is_kept_with_it() {
    Provider acme = new Provider("acme");
    VouchedIdentity link =
        new VouchedIdentity(
            acme,
            "https://acme.example",
            "ana-1",
            Metadata.of("sub", "ana-1").withTexts("groups", List.of("a", "b")),
            People.ANA.email());
    Flow linking = BEGUN.linking(CODE, People.ANA.id(), link, NOW);
    flows().put(DEFAULT, BEGUN, NOW);
    flows().put(DEFAULT, linking, NOW);

    assertThat(flows().findByCode(DEFAULT, CODE)).contains(linking);
  }

  @Test
  void what_is_removed_is_gone_and_removing_twice_does_no_harm() {
    flows().put(DEFAULT, BEGUN.completed(CODE, People.ANA.id(), NOW), NOW);

    flows().remove(otherOrganization(), BEGUN.id());
    assertThat(flows().findByCode(DEFAULT, CODE)).isPresent();

    flows().remove(DEFAULT, BEGUN.id());
    flows().remove(DEFAULT, BEGUN.id());
    assertThat(flows().find(DEFAULT, BEGUN.id())).isEmpty();
    assertThat(flows().findByCode(DEFAULT, CODE)).isEmpty();
  }

  @Test
  void flows_that_were_over_long_ago_do_not_pile_up() {
    flows().put(DEFAULT, BEGUN, NOW);
    Instant later = NOW.plus(Flow.WAITS).plus(Duration.ofDays(1));
    Flow next =
        Flow.begun(
            FlowId.generate(new SeededRandom(42)), BEGUN.challenge(), SignInMethod.OAUTH, later);

    flows().put(DEFAULT, next, later);

    assertThat(flows().find(DEFAULT, BEGUN.id())).isEmpty();
    assertThat(flows().find(DEFAULT, next.id())).contains(next);
  }

  @Test
  void organizations_do_not_share_flows() {
    flows().put(DEFAULT, BEGUN.completed(CODE, People.ANA.id(), NOW), NOW);

    assertThat(flows().find(otherOrganization(), BEGUN.id())).isEmpty();
    assertThat(flows().findByCode(otherOrganization(), CODE)).isEmpty();
  }
}
