package com.optalocal.accounts.adapters.sqlite.license;

import com.optalocal.accounts.adapters.sqlite.Row;
import com.optalocal.accounts.adapters.sqlite.SqliteDatabase;
import com.optalocal.accounts.application.license.TrustedTime;
import com.optalocal.accounts.domain.UserId;
import com.optalocal.accounts.domain.license.LicenseAuthority;
import com.optalocal.accounts.domain.license.LicenseContact;
import com.optalocal.accounts.domain.license.SealedMark;
import com.optalocal.accounts.domain.license.TimeMark;
import java.sql.SQLException;
import java.util.Optional;

/// Sealed marks in the device's database. The file may be edited by anybody who may write it; what
/// is no mark any more is absent.
public final class SqliteTrustedTime implements TrustedTime {
  private final SqliteDatabase database;

  /// @param database a device's
  public SqliteTrustedTime(SqliteDatabase database) {
    this.database = database;
  }

  @Override
  public Optional<SealedMark> find(UserId user, LicenseAuthority authority) {
    return database.read(handle ->
        handle
            .createQuery(
                "SELECT * FROM trusted_time WHERE user_id = :user AND authority = :authority")
            .bind("user", user)
            .bind("authority", authority.name())
            .map(Row.as(SqliteTrustedTime::sealed))
            .findOne()
            .flatMap(found -> found));
  }

  @Override
  public void keep(UserId user, LicenseAuthority authority, SealedMark sealed) {
    TimeMark mark = sealed.mark();
    database.write(handle ->
        handle
            .createUpdate(
                """
                INSERT INTO trusted_time
                  (user_id, authority, highest, last_contact, keys_version, licenses, tag)
                VALUES (:user, :authority, :highest, :contact, :keys, :licenses, :tag)
                ON CONFLICT (user_id, authority) DO UPDATE SET
                  highest = excluded.highest,
                  last_contact = excluded.last_contact,
                  keys_version = excluded.keys_version,
                  licenses = excluded.licenses,
                  tag = excluded.tag
                """)
            .bind("user", user)
            .bind("authority", authority.name())
            .bind("highest", mark.highest())
            .bind("contact", mark.lastContact())
            .bind("keys", mark.keysVersion())
            .bind("licenses", LicenseContact.written(mark.licenses()))
            .bind("tag", sealed.tag())
            .execute());
  }

  private static Optional<SealedMark> sealed(Row row) throws SQLException {
    try {
      return Optional.of(
          new SealedMark(
              new TimeMark(
                  row.instant("highest"),
                  row.instant("last_contact"),
                  row.number("keys_version"),
                  LicenseContact.licenses(row.text("licenses"))),
              row.bytes("tag")));
    } catch (IllegalArgumentException | java.time.DateTimeException edited) {
      return Optional.empty();
    }
  }
}
