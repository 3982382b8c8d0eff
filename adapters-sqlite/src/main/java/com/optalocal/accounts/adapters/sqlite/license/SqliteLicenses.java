package com.optalocal.accounts.adapters.sqlite.license;

import com.optalocal.accounts.adapters.sqlite.Row;
import com.optalocal.accounts.adapters.sqlite.SqliteDatabase;
import com.optalocal.accounts.application.license.Licenses;
import com.optalocal.accounts.domain.license.FeaturePrefix;
import com.optalocal.accounts.domain.license.License;
import com.optalocal.accounts.domain.license.LicenseId;
import com.optalocal.accounts.domain.license.LicenseKeys;
import com.optalocal.accounts.domain.organization.OrgId;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// One row a license, one a prefix.
public final class SqliteLicenses implements Licenses {
  private final SqliteDatabase database;

  /// @param database a portal's
  public SqliteLicenses(SqliteDatabase database) {
    this.database = database;
  }

  @Override
  public boolean add(OrgId org, License license, Instant at) {
    return database.write(handle ->
        handle
                .createUpdate(
                    """
                    INSERT INTO license (org_id, license_id, note, added_at)
                    VALUES (:org, :id, :note, :at)
                    ON CONFLICT (org_id, license_id) DO NOTHING
                    """)
                .bind("org", org)
                .bind("id", license.id())
                .bind("note", license.note())
                .bind("at", at)
                .execute()
            == 1);
  }

  @Override
  public List<Kept> list(OrgId org) {
    return database.read(handle ->
        handle
            .createQuery(
                "SELECT * FROM license WHERE org_id = :org ORDER BY added_at DESC, license_id")
            .bind("org", org)
            .map(Row.as(SqliteLicenses::kept))
            .list());
  }

  @Override
  public boolean revoke(OrgId org, LicenseId id, Instant at) {
    return database.write(handle ->
        handle
                .createUpdate(
                    """
                    UPDATE license SET revoked_at = :at
                    WHERE org_id = :org AND license_id = :id AND revoked_at IS NULL
                    """)
                .bind("org", org)
                .bind("id", id)
                .bind("at", at)
                .execute()
            == 1);
  }

  @Override
  public List<LicenseKeys> keys(OrgId org) {
    return database.read(handle ->
        handle
            .createQuery("SELECT * FROM license_keys WHERE org_id = :org ORDER BY prefix")
            .bind("org", org)
            .map(Row.as(SqliteLicenses::keys))
            .list());
  }

  @Override
  public Optional<LicenseKeys> keys(OrgId org, FeaturePrefix prefix) {
    return database.read(handle ->
        handle
            .createQuery("SELECT * FROM license_keys WHERE org_id = :org AND prefix = :prefix")
            .bind("org", org)
            .bind("prefix", prefix)
            .map(Row.as(SqliteLicenses::keys))
            .findOne());
  }

  @Override
  public boolean putKeys(OrgId org, LicenseKeys keys) {
    return database.write(handle ->
        handle
                .createUpdate(
                    """
                    INSERT INTO license_keys (org_id, prefix, version, note)
                    VALUES (:org, :prefix, :version, :note)
                    ON CONFLICT (org_id, prefix) DO UPDATE SET
                      version = excluded.version,
                      note = excluded.note
                    WHERE excluded.version > license_keys.version
                    """)
                .bind("org", org)
                .bind("prefix", keys.terms().prefix())
                .bind("version", keys.version())
                .bind("note", keys.note())
                .execute()
            == 1);
  }

  private static Kept kept(Row row) throws SQLException {
    return new Kept(
        License.parse(row.note("note")),
        row.instant("added_at"),
        row.optionalInstant("revoked_at"));
  }

  /// The signature is verified again: it costs little, and a store that was edited shows.
  private static LicenseKeys keys(Row row) throws SQLException {
    return LicenseKeys.selfSigned(row.note("note"))
        .orElseThrow(() -> new IllegalArgumentException("a stored key list does not verify"));
  }
}
