package com.optalocal.accounts.application.identity;

import static com.optalocal.accounts.domain.organization.OrgId.DEFAULT;
import static org.assertj.core.api.Assertions.assertThat;

import com.optalocal.accounts.domain.MovableClock;
import com.optalocal.accounts.domain.UserId;
import com.optalocal.accounts.domain.identity.Email;
import com.optalocal.accounts.domain.identity.People;
import com.optalocal.accounts.domain.identity.User;
import com.optalocal.accounts.domain.organization.OrgId;
import java.util.Optional;
import org.junit.jupiter.api.Test;

public abstract class UsersContract {
  /// An empty store.
  protected abstract Users users();

  /// An organization that exists beside `default`.
  protected abstract OrgId otherOrganization();

  @Test
  void a_user_is_found_by_id_and_by_address() {
    assertThat(users().add(DEFAULT, People.ANA)).isTrue();

    assertThat(users().find(DEFAULT, People.ANA.id())).contains(People.ANA);
    assertThat(users().findByEmail(DEFAULT, People.ANA.email())).contains(People.ANA);
  }

  @Test
  void an_unknown_user_is_absent() {
    assertThat(users().find(DEFAULT, People.ANA.id())).isEmpty();
    assertThat(users().findByEmail(DEFAULT, People.ANA.email())).isEmpty();
  }

  @Test
  void an_address_is_taken_once_and_the_second_comer_changes_nothing() {
    users().add(DEFAULT, People.ANA);
    User impostor =
        new User(People.BEN.id(), People.ANA.email(), Optional.empty(), People.BEN.createdAt());

    assertThat(users().add(DEFAULT, impostor)).isFalse();

    assertThat(users().findByEmail(DEFAULT, People.ANA.email())).contains(People.ANA);
    assertThat(users().find(DEFAULT, People.BEN.id())).isEmpty();
  }

  @Test
  void a_name_may_be_missing_and_letters_of_any_script_survive() {
    User plain =
        new User(
            new UserId("auth0|5f7c8ec7c33c6c004bbafe82"),
            new Email("zoë.müller@exämple.de"),
            Optional.empty(),
            MovableClock.START);

    users().add(DEFAULT, plain);

    assertThat(users().find(DEFAULT, plain.id())).contains(plain);
    assertThat(users().findByEmail(DEFAULT, plain.email())).contains(plain);
  }

  @Test
  void organizations_do_not_share_users() {
    OrgId other = otherOrganization();
    users().add(DEFAULT, People.ANA);

    assertThat(users().find(other, People.ANA.id())).isEmpty();
    assertThat(users().findByEmail(other, People.ANA.email())).isEmpty();
    assertThat(users().add(other, People.ANA)).isTrue();
  }
}
