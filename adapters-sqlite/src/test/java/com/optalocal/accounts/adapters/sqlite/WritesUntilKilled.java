package com.optalocal.accounts.adapters.sqlite;

import static com.optalocal.accounts.domain.organization.OrgId.DEFAULT;

import com.optalocal.accounts.adapters.sqlite.audit.SqliteAuditTrail;
import com.optalocal.accounts.adapters.sqlite.identity.SqliteUsers;
import com.optalocal.accounts.adapters.sqlite.vault.SqliteVaults;
import com.optalocal.accounts.domain.MovableClock;
import com.optalocal.accounts.domain.SeededRandom;
import com.optalocal.accounts.domain.audit.AuditAction;
import com.optalocal.accounts.domain.audit.AuditEvent;
import com.optalocal.accounts.domain.audit.AuditField;
import com.optalocal.accounts.domain.identity.Account;
import com.optalocal.accounts.domain.identity.People;
import com.optalocal.accounts.domain.identity.User;
import com.optalocal.accounts.domain.note.crypto.SigningKey;
import com.optalocal.accounts.domain.vault.VaultFixture;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;

/// Stores a user, a vault and an event in one unit of work, again and again on eight threads, and
/// prints the user's id each time the unit is durable. Ends when it is killed.
final class WritesUntilKilled {
  private WritesUntilKilled() {}

  public static void main(String[] arguments) {
    SqliteDatabase database = SqliteDatabase.openPortal(Path.of(arguments[0]));
    AtomicLong seeds = new AtomicLong(Long.parseLong(arguments[1]));
    SeededRandom random = new SeededRandom(seeds.get());
    SqliteAuditTrail audit =
        new SqliteAuditTrail(
            database, SigningKey.generate(new SeededRandom(1)), "accounts.example.com", random);
    for (int i = 0; i < 8; i++) {
      Thread.ofPlatform()
          .start(() -> {
            while (true) {
              long seed = seeds.getAndIncrement();
              store(database, audit, People.named("p" + seed, seed), seed);
            }
          });
    }
  }

  private static void store(SqliteDatabase database, SqliteAuditTrail audit, User user, long seed) {
    VaultFixture vault = VaultFixture.genesis(user.id(), seed);
    VaultFixture.Written item = vault.write("ANTHROPIC_API_KEY", "value");
    database
        .unitOfWork()
        .atomically(() -> {
          new SqliteUsers(database).add(DEFAULT, Account.of(user));
          SqliteVaults vaults = new SqliteVaults(database);
          vaults.create(DEFAULT, user.id(), vault.notes());
          vaults.addItem(DEFAULT, user.id(), item.expected(), item.item(), item.manifest());
          return audit.append(
              DEFAULT.auditLog(),
              AuditEvent.of(
                  MovableClock.START,
                  AuditAction.USER_SIGNED_UP,
                  AuditField.personal("user", user.id()),
                  AuditField.open("role", "member")));
        });
    System.out.println(user.id());
  }
}
