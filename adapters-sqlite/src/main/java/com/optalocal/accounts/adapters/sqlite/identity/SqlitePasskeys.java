package com.optalocal.accounts.adapters.sqlite.identity;

import com.optalocal.accounts.adapters.sqlite.Row;
import com.optalocal.accounts.adapters.sqlite.SqliteDatabase;
import com.optalocal.accounts.application.identity.Passkeys;
import com.optalocal.accounts.domain.ByteString;
import com.optalocal.accounts.domain.UserId;
import com.optalocal.accounts.domain.identity.FactorName;
import com.optalocal.accounts.domain.identity.Passkey;
import com.optalocal.accounts.domain.identity.PasskeyId;
import com.optalocal.accounts.domain.organization.OrgId;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

public final class SqlitePasskeys implements Passkeys {
  private final SqliteDatabase database;

  public SqlitePasskeys(SqliteDatabase database) {
    this.database = database;
  }

  @Override
  public boolean add(OrgId org, Passkey passkey) {
    return database.write(handle ->
        Credential.bind(
                    handle.createUpdate(
                        """
                        INSERT INTO passkey
                          (org_id, user_id, passkey_id, name, credential_id, attested, sign_count,
                           backup_eligible, backed_up, created_at, last_used_at)
                        VALUES
                          (:org, :user, :id, :name, :credential, :attested, :signCount,
                           :eligible, :backedUp, :created, :used)
                        ON CONFLICT (org_id, credential_id) DO NOTHING
                        """),
                    Optional.of(passkey.credential()))
                .bind("org", org)
                .bind("user", passkey.user())
                .bind("id", passkey.id())
                .bind("name", passkey.name())
                .bind("created", passkey.createdAt())
                .bind("used", passkey.lastUsedAt())
                .execute()
            == 1);
  }

  @Override
  public void update(OrgId org, Passkey passkey) {
    database.write(handle ->
        handle
            .createUpdate(
                """
                UPDATE passkey SET name = :name, sign_count = :signCount,
                  backup_eligible = :eligible, backed_up = :backedUp, last_used_at = :used
                WHERE org_id = :org AND user_id = :user AND passkey_id = :id
                """)
            .bind("org", org)
            .bind("user", passkey.user())
            .bind("id", passkey.id())
            .bind("name", passkey.name())
            .bind("signCount", passkey.credential().signCount())
            .bind("eligible", passkey.credential().backupEligible() ? 1 : 0)
            .bind("backedUp", passkey.credential().backedUp() ? 1 : 0)
            .bind("used", passkey.lastUsedAt())
            .execute());
  }

  @Override
  public Optional<Passkey> findByCredential(OrgId org, ByteString credentialId) {
    return database.read(handle ->
        handle
            .createQuery("SELECT * FROM passkey WHERE org_id = :org AND credential_id = :id")
            .bind("org", org)
            .bind("id", credentialId)
            .map(Row.as(SqlitePasskeys::passkey))
            .findOne());
  }

  @Override
  public List<Passkey> of(OrgId org, UserId user) {
    return database.read(handle ->
        handle
            .createQuery(
                """
                SELECT * FROM passkey WHERE org_id = :org AND user_id = :user
                ORDER BY created_at, passkey_id
                """)
            .bind("org", org)
            .bind("user", user)
            .map(Row.as(SqlitePasskeys::passkey))
            .list());
  }

  @Override
  public boolean remove(OrgId org, UserId user, PasskeyId id) {
    return database.write(handle ->
        handle
                .createUpdate(
                    """
                    DELETE FROM passkey
                    WHERE org_id = :org AND user_id = :user AND passkey_id = :id
                    """)
                .bind("org", org)
                .bind("user", user)
                .bind("id", id)
                .execute()
            == 1);
  }

  private static Passkey passkey(Row row) throws SQLException {
    return new Passkey(
        new PasskeyId(row.text("passkey_id")),
        new UserId(row.text("user_id")),
        row.optionalText("name").map(FactorName::new),
        Credential.read(row).orElseThrow(),
        row.instant("created_at"),
        row.optionalInstant("last_used_at"));
  }
}
