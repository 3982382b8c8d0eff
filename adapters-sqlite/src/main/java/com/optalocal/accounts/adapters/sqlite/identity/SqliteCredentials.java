package com.optalocal.accounts.adapters.sqlite.identity;

import com.optalocal.accounts.adapters.sqlite.Row;
import com.optalocal.accounts.adapters.sqlite.SqliteDatabase;
import com.optalocal.accounts.application.identity.Credentials;
import com.optalocal.accounts.domain.UserId;
import com.optalocal.accounts.domain.identity.PasswordHash;
import com.optalocal.accounts.domain.organization.OrgId;
import java.util.Optional;

public final class SqliteCredentials implements Credentials {
  private final SqliteDatabase database;

  public SqliteCredentials(SqliteDatabase database) {
    this.database = database;
  }

  @Override
  public void setPassword(OrgId org, UserId user, PasswordHash hash) {
    database.write(handle ->
        handle
            .createUpdate(
                """
                INSERT INTO password (org_id, user_id, phc) VALUES (:org, :user, :phc)
                ON CONFLICT (org_id, user_id) DO UPDATE SET phc = excluded.phc
                """)
            .bind("org", org)
            .bind("user", user)
            .bind("phc", hash.phc())
            .execute());
  }

  @Override
  public void removePassword(OrgId org, UserId user) {
    database.write(handle ->
        handle
            .createUpdate("DELETE FROM password WHERE org_id = :org AND user_id = :user")
            .bind("org", org)
            .bind("user", user)
            .execute());
  }

  @Override
  public Optional<PasswordHash> password(OrgId org, UserId user) {
    return database.read(handle ->
        handle
            .createQuery("SELECT phc FROM password WHERE org_id = :org AND user_id = :user")
            .bind("org", org)
            .bind("user", user)
            .map(Row.as(row -> new PasswordHash(row.text("phc"))))
            .findOne());
  }
}
