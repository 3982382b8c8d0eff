package com.optalocal.accounts.adapters.sqlite.identity;

import static com.optalocal.accounts.domain.organization.OrgId.DEFAULT;
import static org.assertj.core.api.Assertions.assertThat;

import com.optalocal.accounts.adapters.sqlite.OpenDatabase;
import com.optalocal.accounts.adapters.sqlite.organization.SqliteMembers;
import com.optalocal.accounts.adapters.sqlite.session.SqliteSessions;
import com.optalocal.accounts.adapters.sqlite.vault.SqliteVaults;
import com.optalocal.accounts.application.session.Sessions;
import com.optalocal.accounts.domain.MovableClock;
import com.optalocal.accounts.domain.SeededRandom;
import com.optalocal.accounts.domain.UserId;
import com.optalocal.accounts.domain.identity.Account;
import com.optalocal.accounts.domain.identity.Identity;
import com.optalocal.accounts.domain.identity.People;
import com.optalocal.accounts.domain.identity.User;
import com.optalocal.accounts.domain.note.crypto.Sha256;
import com.optalocal.accounts.domain.organization.Role;
import com.optalocal.accounts.domain.session.OpenedSessions;
import com.optalocal.accounts.domain.session.Session;
import com.optalocal.accounts.domain.session.SessionId;
import com.optalocal.accounts.domain.vault.VaultFixture;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Whoever is removed leaves nothing behind in any table but the log, and nobody else loses a row.
class RemovedUserTest {
  @RegisterExtension final OpenDatabase open = OpenDatabase.portal();

  @Test
  void nothing_of_a_removed_user_is_left_and_everything_of_the_others_is() {
    List<String> before = fill(People.BEN, 1);
    fill(People.ANA, 2);

    assertThat(new SqliteUsers(open.database()).remove(DEFAULT, People.ANA.id())).isTrue();

    assertThat(counts()).isEqualTo(before);
    assertThat(open.rows("SELECT count(*) FROM pragma_foreign_key_check")).containsExactly("0");
  }

  /// Gives `user` a row in every table that keeps something for them.
  private List<String> fill(User user, long seed) {
    new SqliteUsers(open.database()).add(DEFAULT, Account.of(user));
    new SqliteIdentities(open.database())
        .add(
            DEFAULT,
            Identity.ofEmail(
                UserId.generate(new SeededRandom(seed)).value(),
                user.id(),
                user.email().orElseThrow(),
                true,
                MovableClock.START));
    new SqliteMembers(open.database()).put(DEFAULT, user.id(), Role.MEMBER);
    SqliteSessions sessions = new SqliteSessions(open.database());
    Session session = OpenedSessions.of(user, SessionId.generate(new SeededRandom(seed)));
    sessions.open(DEFAULT, session);
    sessions.addRefreshToken(
        DEFAULT,
        new Sessions.RefreshToken(
            Sha256.of("token " + seed),
            session.id(),
            MovableClock.START,
            Optional.empty(),
            Optional.empty()));
    VaultFixture vault = VaultFixture.genesis(user.id(), seed);
    VaultFixture.Written item = vault.write("ANTHROPIC_API_KEY", "value");
    SqliteVaults vaults = new SqliteVaults(open.database());
    vaults.create(DEFAULT, user.id(), vault.notes());
    vaults.addItem(DEFAULT, user.id(), item.expected(), item.item(), item.manifest());
    return counts();
  }

  private List<String> counts() {
    return open.rows("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name").stream()
        .filter(table -> !table.startsWith("sqlite_"))
        .map(table -> table + " " + open.rows("SELECT count(*) FROM \"" + table + "\"").getFirst())
        .toList();
  }
}
