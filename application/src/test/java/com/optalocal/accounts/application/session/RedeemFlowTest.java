package com.optalocal.accounts.application.session;

import static com.optalocal.accounts.domain.organization.OrgId.DEFAULT;
import static org.assertj.core.api.Assertions.assertThat;

import com.optalocal.accounts.application.InMemoryPortal;
import com.optalocal.accounts.application.InMemoryPortalStores;
import com.optalocal.accounts.application.identity.LinkIdentity;
import com.optalocal.accounts.domain.BearerSecret;
import com.optalocal.accounts.domain.MovableClock;
import com.optalocal.accounts.domain.SeededRandom;
import com.optalocal.accounts.domain.identity.Account;
import com.optalocal.accounts.domain.identity.People;
import com.optalocal.accounts.domain.session.Flow;
import com.optalocal.accounts.domain.session.FlowId;
import com.optalocal.accounts.domain.session.Origin;
import com.optalocal.accounts.domain.session.PkceChallenge;
import com.optalocal.accounts.domain.session.SignInMethod;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RedeemFlowTest {
  private static final BearerSecret VERIFIER = BearerSecret.generate(new SeededRandom(51), "");

  private final MovableClock clock = new MovableClock();
  private final InMemoryPortal portal = new InMemoryPortal(clock);
  private final InMemoryPortalStores stores = portal.stores();
  private final AuthorizeFlow authorize =
      new AuthorizeFlow(stores.flows(), stores.work(), new SeededRandom(52), clock);
  private final RedeemFlow redeem =
      new RedeemFlow(
          stores.flows(),
          stores.users(),
          new LinkIdentity(
              stores.users(),
              stores.identities(),
              stores.audit(),
              stores.work(),
              new SeededRandom(54),
              clock),
          portal.openSession(),
          stores.work(),
          clock);

  @BeforeEach
  void register_ana() {
    portal.register(People.ANA);
  }

  @Test
  void the_program_that_began_gets_a_session_of_who_completed() {
    BearerSecret code = complete(begin());

    assertThat(redeem(code, VERIFIER))
        .isInstanceOfSatisfying(
            RedeemFlow.Outcome.SignedIn.class,
            signedIn -> {
              assertThat(signedIn.session().user()).isEqualTo(People.ANA);
              assertThat(stores.sessions().find(DEFAULT, signedIn.session().id()))
                  .get()
                  .extracting(session -> session.proofs().getFirst().method())
                  .isEqualTo(SignInMethod.MAGIC_LINK);
            });
  }

  @Test
  void a_code_works_once() {
    BearerSecret code = complete(begin());
    redeem(code, VERIFIER);

    assertThat(redeem(code, VERIFIER)).isEqualTo(new RedeemFlow.Outcome.NoSuchCode());
  }

  @Test
  void a_wrong_verifier_spends_the_code() {
    BearerSecret code = complete(begin());
    BearerSecret wrong = BearerSecret.generate(new SeededRandom(53), "");

    assertThat(redeem(code, wrong)).isEqualTo(new RedeemFlow.Outcome.WrongVerifier());
    assertThat(redeem(code, VERIFIER)).isEqualTo(new RedeemFlow.Outcome.NoSuchCode());
  }

  @Test
  void a_code_lives_for_five_minutes_and_a_flow_for_a_day() {
    FlowId patient = begin();
    clock.advance(Flow.WAITS.minusSeconds(1));
    BearerSecret code = complete(patient);
    clock.advance(Flow.CODE_FOR);

    assertThat(redeem(code, VERIFIER)).isEqualTo(new RedeemFlow.Outcome.Expired());

    FlowId late = begin();
    clock.advance(Flow.WAITS);
    assertThat(authorize.complete(DEFAULT, late, People.ANA.id())).isEmpty();
  }

  @Test
  void a_flow_is_completed_once() {
    FlowId flow = begin();
    complete(flow);

    assertThat(authorize.complete(DEFAULT, flow, People.BEN.id())).isEmpty();
    assertThat(authorize.complete(DEFAULT, FlowId.generate(new SeededRandom(54)), People.ANA.id()))
        .isEmpty();
  }

  @Test
  void who_was_banned_in_the_meantime_gets_nothing() {
    BearerSecret code = complete(begin());
    Account ana = stores.users().find(DEFAULT, People.ANA.id()).orElseThrow();
    stores
        .users()
        .update(
            DEFAULT,
            ana.withStanding(
                new Account.Standing(
                    false,
                    Optional.of(clock.instant().plus(Duration.ofHours(1))),
                    Optional.empty())));

    assertThat(redeem(code, VERIFIER)).isEqualTo(new RedeemFlow.Outcome.Refused());
  }

  private FlowId begin() {
    return authorize.begin(DEFAULT, PkceChallenge.of(VERIFIER), SignInMethod.MAGIC_LINK);
  }

  private BearerSecret complete(FlowId flow) {
    return authorize.complete(DEFAULT, flow, People.ANA.id()).orElseThrow();
  }

  private RedeemFlow.Outcome redeem(BearerSecret code, BearerSecret verifier) {
    return redeem.redeem(DEFAULT, code, verifier, Origin.UNKNOWN);
  }
}
