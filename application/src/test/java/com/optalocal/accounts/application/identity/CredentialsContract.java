package com.optalocal.accounts.application.identity;

import static com.optalocal.accounts.domain.organization.OrgId.DEFAULT;
import static org.assertj.core.api.Assertions.assertThat;

import com.optalocal.accounts.domain.identity.Account;
import com.optalocal.accounts.domain.identity.PasswordHash;
import com.optalocal.accounts.domain.identity.People;
import com.optalocal.accounts.domain.organization.OrgId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

public abstract class CredentialsContract {
  private static final PasswordHash FIRST = hash('A');
  private static final PasswordHash SECOND = hash('B');

  protected abstract Credentials credentials();

  /// The users that the credentials belong to.
  protected abstract Users users();

  /// An organization that exists beside `default`.
  protected abstract OrgId otherOrganization();

  @BeforeEach
  void add_the_people() {
    users().add(DEFAULT, Account.of(People.ANA));
    users().add(DEFAULT, Account.of(People.BEN));
  }

  @Test
  void a_user_without_a_password_has_none() {
    credentials().setPassword(DEFAULT, People.ANA.id(), FIRST);

    assertThat(credentials().password(DEFAULT, People.BEN.id())).isEmpty();
  }

  @Test
  void the_hash_comes_back_as_it_was() {
    credentials().setPassword(DEFAULT, People.ANA.id(), FIRST);

    assertThat(credentials().password(DEFAULT, People.ANA.id())).contains(FIRST);
  }

  @Test
  void a_new_password_replaces_the_old_one() {
    credentials().setPassword(DEFAULT, People.ANA.id(), FIRST);
    credentials().setPassword(DEFAULT, People.ANA.id(), SECOND);

    assertThat(credentials().password(DEFAULT, People.ANA.id())).contains(SECOND);
  }

  @Test
  void a_password_that_is_removed_is_gone_and_removing_twice_does_no_harm() {
    credentials().setPassword(DEFAULT, People.ANA.id(), FIRST);
    credentials().setPassword(DEFAULT, People.BEN.id(), SECOND);

    credentials().removePassword(otherOrganization(), People.ANA.id());
    assertThat(credentials().password(DEFAULT, People.ANA.id())).contains(FIRST);

    credentials().removePassword(DEFAULT, People.ANA.id());
    credentials().removePassword(DEFAULT, People.ANA.id());
    assertThat(credentials().password(DEFAULT, People.ANA.id())).isEmpty();
    assertThat(credentials().password(DEFAULT, People.BEN.id())).contains(SECOND);
  }

  @Test
  void organizations_do_not_share_passwords() {
    credentials().setPassword(DEFAULT, People.ANA.id(), FIRST);

    assertThat(credentials().password(otherOrganization(), People.ANA.id())).isEmpty();
  }

  private static PasswordHash hash(char fill) {
    String letter = String.valueOf(fill);
    return new PasswordHash(
        "$argon2id$v=19$m=19456,t=2,p=1$" + letter.repeat(22) + "$" + letter.repeat(43));
  }
}
