package com.optalocal.accounts.adapters.sqlite.device;

import static com.optalocal.accounts.domain.organization.OrgId.DEFAULT;
import static org.assertj.core.api.Assertions.assertThat;

import com.optalocal.accounts.adapters.sqlite.OpenDatabase;
import com.optalocal.accounts.adapters.sqlite.identity.SqliteUsers;
import com.optalocal.accounts.application.device.JoinRequests;
import com.optalocal.accounts.application.device.JoinRequestsContract;
import com.optalocal.accounts.application.identity.Users;
import com.optalocal.accounts.domain.MovableClock;
import com.optalocal.accounts.domain.device.JoinRequest;
import com.optalocal.accounts.domain.device.PendingJoin;
import com.optalocal.accounts.domain.identity.People;
import com.optalocal.accounts.domain.organization.OrgId;
import com.optalocal.accounts.domain.vault.VaultFixture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class SqliteJoinRequestsTest extends JoinRequestsContract {
  @RegisterExtension final OpenDatabase open = OpenDatabase.portal();
  private final MovableClock clock = new MovableClock();

  @Override
  protected JoinRequests joins() {
    return new SqliteJoinRequests(open.database(), clock);
  }

  @Override
  protected Users users() {
    return new SqliteUsers(open.database());
  }

  @Override
  protected OrgId otherOrganization() {
    return open.otherOrganization();
  }

  @Test
  void a_new_request_takes_the_expired_ones_with_it_whoever_made_them() {
    VaultFixture anas = VaultFixture.genesis(People.ANA.id(), 71);
    VaultFixture bens = VaultFixture.genesis(People.BEN.id(), 72);
    joins().put(DEFAULT, People.ANA.id(), anas.newcomer("old", clock.instant()).pending());
    clock.advance(JoinRequest.LIFETIME.dividedBy(2));
    PendingJoin living = anas.newcomer("living", clock.instant()).pending();
    joins().put(DEFAULT, People.ANA.id(), living);

    clock.advance(JoinRequest.LIFETIME.dividedBy(2));
    joins().put(DEFAULT, People.BEN.id(), bens.newcomer("new", clock.instant()).pending());

    assertThat(joins().list(DEFAULT, People.ANA.id())).containsExactly(living);
    assertThat(open.rows("SELECT count(*) FROM join_request")).containsExactly("2");
  }
}
