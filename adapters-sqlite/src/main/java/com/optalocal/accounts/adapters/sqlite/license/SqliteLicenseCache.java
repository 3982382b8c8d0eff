package com.optalocal.accounts.adapters.sqlite.license;

import com.optalocal.accounts.adapters.sqlite.Row;
import com.optalocal.accounts.adapters.sqlite.SqliteDatabase;
import com.optalocal.accounts.application.license.LicenseCache;
import com.optalocal.accounts.domain.UserId;
import com.optalocal.accounts.domain.note.Note;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// Notes in the device's database, each where it came in its kind.
public final class SqliteLicenseCache implements LicenseCache {
  private static final String ISSUER = "issuer";
  private static final String KEYS = "keys";
  private static final String LICENSE = "license";

  private final SqliteDatabase database;

  private record Entry(String kind, Optional<Note> note) {}

  /// @param database a device's
  public SqliteLicenseCache(SqliteDatabase database) {
    this.database = database;
  }

  @Override
  public Held load(UserId user) {
    List<Entry> entries =
        database.read(handle ->
            handle
                .createQuery(
                    "SELECT kind, note FROM license_note WHERE user_id = :user"
                        + " ORDER BY kind, position")
                .bind("user", user)
                .map(Row.as(SqliteLicenseCache::entry))
                .list());
    return new Held(
        notes(entries, ISSUER).stream().findFirst(), notes(entries, KEYS), notes(entries, LICENSE));
  }

  @Override
  public void replace(UserId user, List<Note> keys, List<Note> licenses) {
    database.write(handle -> {
      put(handle, user, KEYS, keys);
      put(handle, user, LICENSE, licenses);
      return user;
    });
  }

  @Override
  public void pin(UserId user, Note issuer) {
    database.write(handle -> {
      put(handle, user, ISSUER, List.of(issuer));
      return user;
    });
  }

  private static void put(Handle handle, UserId user, String kind, List<Note> notes) {
    handle
        .createUpdate("DELETE FROM license_note WHERE user_id = :user AND kind = :kind")
        .bind("user", user)
        .bind("kind", kind)
        .execute();
    for (int i = 0; i < notes.size(); i++) {
      handle
          .createUpdate(
              "INSERT INTO license_note (user_id, kind, position, note)"
                  + " VALUES (:user, :kind, :position, :note)")
          .bind("user", user)
          .bind("kind", kind)
          .bind("position", i)
          .bind("note", notes.get(i))
          .execute();
    }
  }

  private static List<Note> notes(List<Entry> entries, String kind) {
    return entries.stream()
        .filter(entry -> entry.kind().equals(kind))
        .flatMap(entry -> entry.note().stream())
        .toList();
  }

  private static Entry entry(Row row) throws SQLException {
    Optional<Note> note;
    try {
      note = Optional.of(row.note("note"));
    } catch (IllegalArgumentException edited) {
      note = Optional.empty();
    }
    return new Entry(row.text("kind"), note);
  }
}
