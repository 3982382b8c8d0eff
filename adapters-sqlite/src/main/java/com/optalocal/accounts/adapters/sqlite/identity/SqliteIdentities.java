package com.optalocal.accounts.adapters.sqlite.identity;

import com.optalocal.accounts.adapters.sqlite.Row;
import com.optalocal.accounts.adapters.sqlite.SqliteDatabase;
import com.optalocal.accounts.application.identity.Identities;
import com.optalocal.accounts.domain.UserId;
import com.optalocal.accounts.domain.identity.Identity;
import com.optalocal.accounts.domain.identity.Metadata;
import com.optalocal.accounts.domain.identity.Provider;
import com.optalocal.accounts.domain.organization.OrgId;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

public final class SqliteIdentities implements Identities {
  private final SqliteDatabase database;

  public SqliteIdentities(SqliteDatabase database) {
    this.database = database;
  }

  @Override
  public boolean add(OrgId org, Identity identity) {
    return database.write(handle ->
        handle
                .createUpdate(
                    """
                    INSERT INTO identity
                      (org_id, user_id, identity_id, provider, issuer, subject, data,
                       created_at, updated_at, last_sign_in_at)
                    VALUES
                      (:org, :user, :id, :provider, :issuer, :subject, :data,
                       :created, :updated, :lastSignIn)
                    ON CONFLICT (org_id, issuer, subject) DO NOTHING
                    """)
                .bind("org", org)
                .bind("user", identity.user())
                .bind("id", identity.id())
                .bind("provider", identity.provider())
                .bind("issuer", identity.issuer())
                .bind("subject", identity.subject())
                .bind("data", identity.data())
                .bind("created", identity.createdAt())
                .bind("updated", identity.updatedAt())
                .bind("lastSignIn", identity.lastSignInAt())
                .execute()
            == 1);
  }

  @Override
  public void update(OrgId org, Identity identity) {
    database.write(handle ->
        handle
            .createUpdate(
                """
                UPDATE identity SET data = :data, updated_at = :updated,
                  last_sign_in_at = :lastSignIn
                WHERE org_id = :org AND user_id = :user AND identity_id = :id
                """)
            .bind("org", org)
            .bind("user", identity.user())
            .bind("id", identity.id())
            .bind("data", identity.data())
            .bind("updated", identity.updatedAt())
            .bind("lastSignIn", identity.lastSignInAt())
            .execute());
  }

  @Override
  public Optional<Identity> find(OrgId org, String issuer, String subject) {
    return database.read(handle ->
        handle
            .createQuery(
                """
                SELECT * FROM identity
                WHERE org_id = :org AND issuer = :issuer AND subject = :subject
                """)
            .bind("org", org)
            .bind("issuer", issuer)
            .bind("subject", subject)
            .map(Row.as(SqliteIdentities::identity))
            .findOne());
  }

  @Override
  public List<Identity> of(OrgId org, UserId user) {
    return database.read(handle ->
        handle
            .createQuery(
                """
                SELECT * FROM identity WHERE org_id = :org AND user_id = :user
                ORDER BY created_at, identity_id
                """)
            .bind("org", org)
            .bind("user", user)
            .map(Row.as(SqliteIdentities::identity))
            .list());
  }

  @Override
  public boolean remove(OrgId org, UserId user, String id) {
    return database.write(handle ->
        handle
                .createUpdate(
                    """
                    DELETE FROM identity
                    WHERE org_id = :org AND user_id = :user AND identity_id = :id
                    """)
                .bind("org", org)
                .bind("user", user)
                .bind("id", id)
                .execute()
            == 1);
  }

  private static Identity identity(Row row) throws SQLException {
    return new Identity(
        row.text("identity_id"),
        new UserId(row.text("user_id")),
        new Provider(row.text("provider")),
        row.text("issuer"),
        row.text("subject"),
        Metadata.parse(row.text("data")),
        row.instant("created_at"),
        row.instant("updated_at"),
        row.optionalInstant("last_sign_in_at"));
  }
}
