package com.optalocal.accounts.application.identity;

import static com.optalocal.accounts.domain.organization.OrgId.DEFAULT;
import static org.assertj.core.api.Assertions.assertThat;

import com.optalocal.accounts.domain.MovableClock;
import com.optalocal.accounts.domain.identity.Account;
import com.optalocal.accounts.domain.identity.Email;
import com.optalocal.accounts.domain.identity.Identity;
import com.optalocal.accounts.domain.identity.Metadata;
import com.optalocal.accounts.domain.identity.People;
import com.optalocal.accounts.domain.identity.Provider;
import com.optalocal.accounts.domain.organization.OrgId;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

public abstract class IdentitiesContract {
  private static final Instant NOW = MovableClock.START;
  private static final Instant LATER = NOW.plusSeconds(60);
  private static final String ISSUER = "https://id.example.com";
  private static final Identity OWN =
      Identity.ofEmail(
          "11111111-1111-4111-8111-111111111111",
          People.ANA.id(),
          new Email("ana@example.com"),
          true,
          NOW);
  private static final Identity FOREIGN =
      new Identity(
          "22222222-2222-4222-8222-222222222222",
          People.ANA.id(),
          new Provider("work"),
          ISSUER,
          "subject-7",
          Metadata.of("email", "ana@work.example.com").withFlag("email_verified", true),
          NOW.plusSeconds(1),
          NOW.plusSeconds(1),
          Optional.empty());

  /// An empty store.
  protected abstract Identities identities();

  /// The users whose identities they are.
  protected abstract Users users();

  /// An organization that exists beside `default`.
  protected abstract OrgId otherOrganization();

  @BeforeEach
  void add_the_people() {
    users().add(DEFAULT, Account.of(People.ANA));
    users().add(DEFAULT, Account.of(People.BEN));
  }

  @Test
  void an_identity_is_found_by_issuer_and_subject_and_listed_oldest_first() {
    assertThat(identities().add(DEFAULT, FOREIGN)).isTrue();
    assertThat(identities().add(DEFAULT, OWN)).isTrue();

    assertThat(identities().find(DEFAULT, ISSUER, "subject-7")).contains(FOREIGN);
    assertThat(identities().find(DEFAULT, "https://other.example.com", "subject-7")).isEmpty();
    assertThat(identities().find(DEFAULT, "email", People.ANA.id().value())).contains(OWN);
    assertThat(identities().of(DEFAULT, People.ANA.id())).containsExactly(OWN, FOREIGN);
    assertThat(identities().of(DEFAULT, People.BEN.id())).isEmpty();
  }

  @Test
  void nobody_takes_an_identity_that_is_known() {
    identities().add(DEFAULT, FOREIGN);
    Identity bens =
        new Identity(
            "33333333-3333-4333-8333-333333333333",
            People.BEN.id(),
            FOREIGN.provider(),
            FOREIGN.issuer(),
            FOREIGN.subject(),
            Metadata.EMPTY,
            NOW,
            NOW,
            Optional.empty());

    assertThat(identities().add(DEFAULT, bens)).isFalse();
    assertThat(identities().find(DEFAULT, ISSUER, "subject-7")).contains(FOREIGN);
  }

  @Test
  void an_update_changes_data_and_times_alone() {
    identities().add(DEFAULT, FOREIGN);
    Identity changed =
        FOREIGN.withData(Metadata.of("email", "other@example.com"), LATER).signedIn(LATER);

    identities().update(DEFAULT, changed);
    identities().update(DEFAULT, OWN);

    assertThat(identities().of(DEFAULT, People.ANA.id())).containsExactly(changed);
  }

  @Test
  void only_its_owners_identity_is_removed() {
    identities().add(DEFAULT, OWN);
    identities().add(DEFAULT, FOREIGN);

    assertThat(identities().remove(DEFAULT, People.BEN.id(), FOREIGN.id())).isFalse();
    assertThat(identities().remove(otherOrganization(), People.ANA.id(), FOREIGN.id())).isFalse();
    assertThat(identities().remove(DEFAULT, People.ANA.id(), FOREIGN.id())).isTrue();
    assertThat(identities().remove(DEFAULT, People.ANA.id(), FOREIGN.id())).isFalse();

    assertThat(identities().of(DEFAULT, People.ANA.id())).containsExactly(OWN);
    assertThat(identities().find(DEFAULT, ISSUER, "subject-7")).isEmpty();
  }

  @Test
  void organizations_do_not_share_identities() {
    identities().add(DEFAULT, OWN);

    assertThat(identities().find(otherOrganization(), "email", OWN.subject())).isEmpty();
    assertThat(identities().of(otherOrganization(), People.ANA.id())).isEmpty();
  }
}
