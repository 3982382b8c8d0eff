package com.optalocal.accounts.application.organization;

import static com.optalocal.accounts.domain.organization.OrgId.DEFAULT;
import static org.assertj.core.api.Assertions.assertThat;

import com.optalocal.accounts.application.identity.Users;
import com.optalocal.accounts.domain.identity.Account;
import com.optalocal.accounts.domain.identity.People;
import com.optalocal.accounts.domain.organization.OrgId;
import com.optalocal.accounts.domain.organization.Role;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

public abstract class MembersContract {
  protected abstract Members members();

  /// The users that can be members.
  protected abstract Users users();

  /// An organization that exists beside `default`.
  protected abstract OrgId otherOrganization();

  @BeforeEach
  void add_the_people() {
    users().add(DEFAULT, Account.of(People.ANA));
    users().add(DEFAULT, Account.of(People.BEN));
  }

  @Test
  void somebody_who_was_never_put_is_no_member() {
    assertThat(members().role(DEFAULT, People.ANA.id())).isEmpty();
  }

  @Test
  void a_role_comes_back_and_can_change() {
    members().put(DEFAULT, People.ANA.id(), Role.MEMBER);
    assertThat(members().role(DEFAULT, People.ANA.id())).contains(Role.MEMBER);

    members().put(DEFAULT, People.ANA.id(), Role.OWNER);
    assertThat(members().role(DEFAULT, People.ANA.id())).contains(Role.OWNER);
  }

  @Test
  void there_is_an_owner_only_once_somebody_owns() {
    assertThat(members().hasOwner(DEFAULT)).isFalse();

    members().put(DEFAULT, People.BEN.id(), Role.MEMBER);
    assertThat(members().hasOwner(DEFAULT)).isFalse();

    members().put(DEFAULT, People.ANA.id(), Role.OWNER);
    assertThat(members().hasOwner(DEFAULT)).isTrue();
  }

  @Test
  void organizations_do_not_share_members() {
    OrgId other = otherOrganization();
    members().put(DEFAULT, People.ANA.id(), Role.OWNER);

    assertThat(members().role(other, People.ANA.id())).isEmpty();
    assertThat(members().hasOwner(other)).isFalse();
  }
}
