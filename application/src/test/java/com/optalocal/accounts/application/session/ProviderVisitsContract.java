package com.optalocal.accounts.application.session;

import static com.optalocal.accounts.domain.organization.OrgId.DEFAULT;
import static org.assertj.core.api.Assertions.assertThat;

import com.optalocal.accounts.application.identity.Users;
import com.optalocal.accounts.domain.MovableClock;
import com.optalocal.accounts.domain.SeededRandom;
import com.optalocal.accounts.domain.identity.Account;
import com.optalocal.accounts.domain.identity.People;
import com.optalocal.accounts.domain.identity.Provider;
import com.optalocal.accounts.domain.note.Hash;
import com.optalocal.accounts.domain.note.crypto.Sha256;
import com.optalocal.accounts.domain.organization.OrgId;
import com.optalocal.accounts.domain.session.Flow;
import com.optalocal.accounts.domain.session.FlowId;
import com.optalocal.accounts.domain.session.PkceChallenge;
import com.optalocal.accounts.domain.session.ProviderVisit;
import com.optalocal.accounts.domain.session.SignInMethod;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

public abstract class ProviderVisitsContract {
  private static final Instant NOW = MovableClock.START;
  private static final FlowId FLOW = FlowId.generate(new SeededRandom(43));

  /// An empty store.
  protected abstract ProviderVisits visits();

  protected abstract Users users();

  protected abstract Flows flows();

  /// An organization that exists beside `default`.
  protected abstract OrgId otherOrganization();

  @BeforeEach
  void add_what_visits_are_for() {
    users().add(DEFAULT, Account.of(People.ANA));
    flows()
        .put(
            DEFAULT,
            Flow.begun(FLOW, new PkceChallenge(Sha256.of("verifier")), SignInMethod.OAUTH, NOW),
            NOW);
  }

  private static ProviderVisit visit(String state, ProviderVisit.Purpose purpose) {
    boolean bound = !(purpose instanceof ProviderVisit.Purpose.Link);
    return new ProviderVisit(
        Sha256.of(state),
        bound ? Optional.of(Sha256.of("browser")) : Optional.empty(),
        new Provider("google"),
        purpose,
        "https://app.example.com/welcome?x=1",
        NOW);
  }

  @Test
  void a_visit_of_each_purpose_comes_back_as_it_was_and_once() {
    for (ProviderVisit.Purpose purpose :
        new ProviderVisit.Purpose[] {
          new ProviderVisit.Purpose.Pages(),
          new ProviderVisit.Purpose.Program(FLOW),
          new ProviderVisit.Purpose.Link(FLOW, People.ANA.id())
        }) {
      ProviderVisit visit = visit("state", purpose);
      visits().add(DEFAULT, visit, NOW);

      assertThat(visits().take(DEFAULT, Sha256.of("other"))).isEmpty();
      assertThat(visits().take(otherOrganization(), visit.state())).isEmpty();
      assertThat(visits().take(DEFAULT, visit.state())).contains(visit);
      assertThat(visits().take(DEFAULT, visit.state())).isEmpty();
    }
  }

  @Test
  void visits_that_nobody_came_back_from_do_not_pile_up() {
    Hash old = Sha256.of("old");
    visits().add(DEFAULT, visit("old", new ProviderVisit.Purpose.Pages()), NOW);
    Instant later = NOW.plus(ProviderVisit.LASTS);

    visits().add(DEFAULT, visit("new", new ProviderVisit.Purpose.Pages()), later);

    assertThat(visits().take(DEFAULT, old)).isEmpty();
    assertThat(visits().take(DEFAULT, Sha256.of("new"))).isPresent();
  }
}
