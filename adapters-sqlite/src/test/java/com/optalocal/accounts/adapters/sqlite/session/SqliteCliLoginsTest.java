package com.optalocal.accounts.adapters.sqlite.session;

import static com.optalocal.accounts.domain.organization.OrgId.DEFAULT;
import static org.assertj.core.api.Assertions.assertThat;

import com.optalocal.accounts.adapters.sqlite.OpenDatabase;
import com.optalocal.accounts.adapters.sqlite.identity.SqliteUsers;
import com.optalocal.accounts.application.identity.Users;
import com.optalocal.accounts.application.session.CliLogins;
import com.optalocal.accounts.application.session.CliLoginsContract;
import com.optalocal.accounts.domain.MovableClock;
import com.optalocal.accounts.domain.organization.OrgId;
import com.optalocal.accounts.domain.session.CliLogin;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class SqliteCliLoginsTest extends CliLoginsContract {
  @RegisterExtension final OpenDatabase open = OpenDatabase.portal();

  @Override
  protected CliLogins logins() {
    return new SqliteCliLogins(open.database());
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
  void a_new_login_takes_those_with_it_that_are_over_for_sure() {
    Instant start = MovableClock.START;
    CliLogin.Announced old = announced(61, start);
    CliLogin.Announced living = announced(62, start.plus(Duration.ofMinutes(2)));
    logins().put(DEFAULT, old);
    logins().put(DEFAULT, living);

    logins().put(DEFAULT, announced(63, start.plus(Duration.ofMinutes(12))));

    assertThat(logins().find(DEFAULT, old.announcement().id())).isEmpty();
    assertThat(logins().find(DEFAULT, living.announcement().id())).contains(living);
    assertThat(open.rows("SELECT count(*) FROM cli_login")).containsExactly("2");
  }
}
