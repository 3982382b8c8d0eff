package com.optalocal.accounts.application.session.factor;

import static com.optalocal.accounts.domain.organization.OrgId.DEFAULT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.optalocal.accounts.application.InMemoryPortal;
import com.optalocal.accounts.application.InMemoryPortalStores;
import com.optalocal.accounts.application.StoreUnavailable;
import com.optalocal.accounts.domain.ByteString;
import com.optalocal.accounts.domain.MovableClock;
import com.optalocal.accounts.domain.SeededRandom;
import com.optalocal.accounts.domain.UserId;
import com.optalocal.accounts.domain.audit.AuditAction;
import com.optalocal.accounts.domain.identity.Factor;
import com.optalocal.accounts.domain.identity.FactorId;
import com.optalocal.accounts.domain.identity.Passkey;
import com.optalocal.accounts.domain.identity.PasskeyId;
import com.optalocal.accounts.domain.identity.People;
import com.optalocal.accounts.domain.identity.WebAuthnCredential;
import com.optalocal.accounts.domain.note.crypto.Sha256;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ResetFactorsTest {
  private static final UserId ANA = People.ANA.id();
  private final InMemoryPortal portal = new InMemoryPortal(new MovableClock());
  private final InMemoryPortalStores stores = portal.stores();
  private final ResetFactors reset =
      new ResetFactors(
          new ResetFactors.Stores(
              stores.factors(), stores.passkeys(), stores.recoveryCodes(), stores.sessions()),
          stores.audit(),
          stores.work(),
          portal.clock());

  @BeforeEach
  void give_ana_one_of_each() {
    SeededRandom random = new SeededRandom(3);
    portal.register(People.ANA);
    portal.register(People.BEN);
    portal.signIn(People.ANA);
    portal.signIn(People.BEN);
    stores
        .factors()
        .add(
            DEFAULT,
            Factor.enrolled(
                FactorId.generate(random),
                ANA,
                Optional.empty(),
                new Factor.Means.SecurityKey(Optional.empty()),
                MovableClock.START));
    stores
        .passkeys()
        .add(
            DEFAULT,
            new Passkey(
                PasskeyId.generate(random),
                ANA,
                Optional.empty(),
                new WebAuthnCredential(
                    ByteString.copyOf(random.next(32)),
                    ByteString.copyOf(random.next(90)),
                    0,
                    false,
                    false),
                MovableClock.START,
                Optional.empty()));
    stores.recoveryCodes().replace(DEFAULT, ANA, Set.of(Sha256.of("code")));
  }

  @Test
  void everything_that_they_prove_themselves_with_and_every_session_is_gone() {
    assertThat(reset.reset(DEFAULT, ANA)).isEqualTo(new ResetFactors.Outcome(1, 1, 1));

    assertThat(stores.factors().of(DEFAULT, ANA)).isEmpty();
    assertThat(stores.passkeys().of(DEFAULT, ANA)).isEmpty();
    assertThat(stores.recoveryCodes().left(DEFAULT, ANA)).isZero();
    assertThat(stores.sessions().openOf(DEFAULT, ANA)).isEmpty();
    assertThat(stores.sessions().openOf(DEFAULT, People.BEN.id())).hasSize(1);
    assertThat(stores.audit().actions(DEFAULT.auditLog())).contains(AuditAction.FACTORS_RESET);
  }

  @Test
  void without_its_event_nothing_is_gone() {
    stores.audit().refuseToAppend();

    assertThatThrownBy(() -> reset.reset(DEFAULT, ANA)).isInstanceOf(StoreUnavailable.class);

    assertThat(stores.factors().of(DEFAULT, ANA)).hasSize(1);
    assertThat(stores.passkeys().of(DEFAULT, ANA)).hasSize(1);
    assertThat(stores.recoveryCodes().left(DEFAULT, ANA)).isEqualTo(1);
    assertThat(stores.sessions().openOf(DEFAULT, ANA)).hasSize(1);
  }
}
