package com.optalocal.accounts.application.session;

import static com.optalocal.accounts.domain.organization.OrgId.DEFAULT;
import static org.assertj.core.api.Assertions.assertThat;

import com.optalocal.accounts.application.identity.Users;
import com.optalocal.accounts.domain.MovableClock;
import com.optalocal.accounts.domain.SeededRandom;
import com.optalocal.accounts.domain.device.DeviceName;
import com.optalocal.accounts.domain.identity.Account;
import com.optalocal.accounts.domain.identity.People;
import com.optalocal.accounts.domain.note.Hash;
import com.optalocal.accounts.domain.note.crypto.Sha256;
import com.optalocal.accounts.domain.organization.OrgId;
import com.optalocal.accounts.domain.session.CliLogin;
import com.optalocal.accounts.domain.session.CliLoginId;
import com.optalocal.accounts.domain.session.LoopbackPort;
import com.optalocal.accounts.domain.session.PkceChallenge;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

public abstract class CliLoginsContract {
  private static final Instant NOW = MovableClock.START;
  private static final Hash CODE = Sha256.of("code");
  private static final CliLogin.Announced ANNOUNCED = announced(21, NOW);
  private static final CliLogin.Consented CONSENTED = ANNOUNCED.consent(People.ANA.id());
  private static final CliLogin.Relayed RELAYED = CONSENTED.relay(CODE, NOW);
  private static final CliLogin.Spent SPENT = new CliLogin.Spent(ANNOUNCED.announcement());

  protected abstract CliLogins logins();

  /// The users who consent.
  protected abstract Users users();

  /// An organization that exists beside `default`.
  protected abstract OrgId otherOrganization();

  @BeforeEach
  void add_the_people() {
    users().add(DEFAULT, Account.of(People.ANA));
  }

  @Test
  void an_unknown_login_is_absent() {
    logins().put(DEFAULT, ANNOUNCED);

    assertThat(logins().find(DEFAULT, announced(22, NOW).announcement().id())).isEmpty();
    assertThat(logins().findByCode(DEFAULT, CODE)).isEmpty();
  }

  @Test
  void each_state_replaces_the_one_before() {
    CliLoginId id = ANNOUNCED.announcement().id();

    logins().put(DEFAULT, ANNOUNCED);
    assertThat(logins().find(DEFAULT, id)).contains(ANNOUNCED);

    logins().put(DEFAULT, CONSENTED);
    assertThat(logins().find(DEFAULT, id)).contains(CONSENTED);

    logins().put(DEFAULT, RELAYED);
    assertThat(logins().find(DEFAULT, id)).contains(RELAYED);

    logins().put(DEFAULT, SPENT);
    assertThat(logins().find(DEFAULT, id)).contains(SPENT);
  }

  @Test
  void a_code_finds_its_login_also_once_it_is_spent() {
    logins().put(DEFAULT, ANNOUNCED);
    logins().put(DEFAULT, RELAYED);
    assertThat(logins().findByCode(DEFAULT, CODE)).contains(RELAYED);

    logins().put(DEFAULT, SPENT);
    assertThat(logins().findByCode(DEFAULT, CODE)).contains(SPENT);
    assertThat(logins().findByCode(DEFAULT, Sha256.of("other"))).isEmpty();
  }

  @Test
  void logins_do_not_disturb_each_other() {
    CliLogin.Announced second = announced(22, NOW.plusSeconds(1));
    logins().put(DEFAULT, ANNOUNCED);
    logins().put(DEFAULT, second);
    logins().put(DEFAULT, SPENT);

    assertThat(logins().find(DEFAULT, second.announcement().id())).contains(second);
  }

  @Test
  void organizations_do_not_share_logins() {
    OrgId other = otherOrganization();
    logins().put(DEFAULT, RELAYED);

    assertThat(logins().find(other, RELAYED.announcement().id())).isEmpty();
    assertThat(logins().findByCode(other, CODE)).isEmpty();
  }

  /// A login announced at `at`; another `seed`, another login.
  protected static CliLogin.Announced announced(long seed, Instant at) {
    return new CliLogin.Announced(
        new CliLogin.Announcement(
            CliLoginId.generate(new SeededRandom(seed)),
            new PkceChallenge(Sha256.of("verifier " + seed)),
            Sha256.of("state " + seed),
            new LoopbackPort(9998),
            new DeviceName("Ana’s laptop"),
            "2001:db8::1",
            at));
  }
}
