package com.optalocal.accounts.adapters.sqlite.identity;

import com.optalocal.accounts.adapters.sqlite.Row;
import com.optalocal.accounts.adapters.sqlite.SqliteDatabase;
import com.optalocal.accounts.application.identity.Factors;
import com.optalocal.accounts.domain.ByteString;
import com.optalocal.accounts.domain.UserId;
import com.optalocal.accounts.domain.identity.Factor;
import com.optalocal.accounts.domain.identity.FactorId;
import com.optalocal.accounts.domain.identity.FactorName;
import com.optalocal.accounts.domain.identity.WebAuthnCredential;
import com.optalocal.accounts.domain.organization.OrgId;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.statement.Update;

public final class SqliteFactors implements Factors {
  private final SqliteDatabase database;

  public SqliteFactors(SqliteDatabase database) {
    this.database = database;
  }

  @Override
  public boolean add(OrgId org, Factor factor) {
    return database.write(handle ->
        bind(
                    handle.createUpdate(
                        """
                        INSERT INTO factor
                          (org_id, user_id, factor_id, type, name, sealed_secret, last_counter,
                           credential_id, attested, sign_count, backup_eligible, backed_up,
                           created_at, updated_at, verified_at, last_challenged_at)
                        VALUES
                          (:org, :user, :id, :type, :name, :sealed, :counter,
                           :credential, :attested, :signCount, :eligible, :backedUp,
                           :created, :updated, :verified, :challenged)
                        ON CONFLICT (org_id, user_id, name) WHERE name IS NOT NULL DO NOTHING
                        """),
                    org,
                    factor)
                .bind("type", factor.means().code())
                .bind("name", factor.name())
                .bind("created", factor.createdAt())
                .execute()
            == 1);
  }

  @Override
  public void update(OrgId org, Factor factor) {
    database.write(handle ->
        bind(
                handle.createUpdate(
                    """
                    UPDATE factor SET
                      sealed_secret = :sealed, last_counter = :counter,
                      credential_id = :credential, attested = :attested, sign_count = :signCount,
                      backup_eligible = :eligible, backed_up = :backedUp,
                      updated_at = :updated, verified_at = :verified,
                      last_challenged_at = :challenged
                    WHERE org_id = :org AND user_id = :user AND factor_id = :id
                    """),
                org,
                factor)
            .execute());
  }

  private static Update bind(Update update, OrgId org, Factor factor) {
    Optional<Factor.Means.Totp> totp =
        factor.means() instanceof Factor.Means.Totp it ? Optional.of(it) : Optional.empty();
    Optional<WebAuthnCredential> credential =
        factor.means() instanceof Factor.Means.SecurityKey(var it) ? it : Optional.empty();
    return Credential.bind(update, credential)
        .bind("org", org)
        .bind("user", factor.user())
        .bind("id", factor.id())
        .bind("sealed", totp.map(Factor.Means.Totp::sealedSecret))
        .bind("counter", totp.map(Factor.Means.Totp::lastCounter))
        .bind("updated", factor.updatedAt())
        .bind("verified", factor.verifiedAt())
        .bind("challenged", factor.lastChallengedAt());
  }

  @Override
  public Optional<Factor> find(OrgId org, UserId user, FactorId id) {
    return database.read(handle ->
        handle
            .createQuery(
                """
                SELECT * FROM factor
                WHERE org_id = :org AND user_id = :user AND factor_id = :id
                """)
            .bind("org", org)
            .bind("user", user)
            .bind("id", id)
            .map(Row.as(SqliteFactors::factor))
            .findOne());
  }

  @Override
  public List<Factor> of(OrgId org, UserId user) {
    return database.read(handle ->
        handle
            .createQuery(
                """
                SELECT * FROM factor WHERE org_id = :org AND user_id = :user
                ORDER BY created_at, factor_id
                """)
            .bind("org", org)
            .bind("user", user)
            .map(Row.as(SqliteFactors::factor))
            .list());
  }

  @Override
  public boolean remove(OrgId org, UserId user, FactorId id) {
    return database.write(handle ->
        handle
                .createUpdate(
                    """
                    DELETE FROM factor
                    WHERE org_id = :org AND user_id = :user AND factor_id = :id
                    """)
                .bind("org", org)
                .bind("user", user)
                .bind("id", id)
                .execute()
            == 1);
  }

  private static Factor factor(Row row) throws SQLException {
    Optional<ByteString> sealed = row.optionalBytes("sealed_secret");
    return new Factor(
        new FactorId(row.text("factor_id")),
        new UserId(row.text("user_id")),
        row.optionalText("name").map(FactorName::new),
        sealed.isPresent()
            ? new Factor.Means.Totp(sealed.get(), row.number("last_counter"))
            : new Factor.Means.SecurityKey(Credential.read(row)),
        row.instant("created_at"),
        row.instant("updated_at"),
        row.optionalInstant("verified_at"),
        row.optionalInstant("last_challenged_at"));
  }
}
