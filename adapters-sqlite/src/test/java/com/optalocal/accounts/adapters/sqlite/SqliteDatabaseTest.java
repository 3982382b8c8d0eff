package com.optalocal.accounts.adapters.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.optalocal.accounts.adapters.sqlite.identity.SqliteUsers;
import com.optalocal.accounts.application.StoreUnavailable;
import com.optalocal.accounts.domain.identity.Account;
import com.optalocal.accounts.domain.identity.People;
import com.optalocal.accounts.domain.organization.OrgId;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SqliteDatabaseTest {
  @TempDir Path folder;

  @Test
  void the_file_its_side_files_and_a_new_folder_are_for_this_user_only() throws IOException {
    Path file = folder.resolve("new").resolve("portal.db");
    try (SqliteDatabase database = SqliteDatabase.openPortal(file)) {
      new SqliteUsers(database).add(OrgId.DEFAULT, Account.of(People.ANA));

      assertThat(mode(folder.resolve("new"))).isEqualTo("rwx------");
      try (Stream<Path> files = Files.list(folder.resolve("new"))) {
        List<Path> made = files.toList();
        assertThat(made)
            .extracting(path -> path.getFileName().toString())
            .contains("portal.db", "portal.db-wal", "portal.db-shm");
        assertThat(made).allSatisfy(path -> assertThat(mode(path)).isEqualTo("rw-------"));
      }
    }
  }

  @Test
  void a_file_that_others_can_read_is_closed_to_them() throws IOException {
    Path file = folder.resolve("portal.db");
    SqliteDatabase.openPortal(file).close();
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));

    SqliteDatabase.openPortal(file).close();

    assertThat(mode(file)).isEqualTo("rw-------");
  }

  @Test
  void every_connection_is_durable_guarded_and_strict() {
    try (SqliteDatabase database = SqliteDatabase.openPortal(folder.resolve("portal.db"))) {
      assertThat(database.<List<String>>write(SqliteDatabaseTest::settings))
          .containsExactly("wal", "2", "1", "0", "1", "1", "5000", "0");
      assertThat(database.read(SqliteDatabaseTest::settings))
          .containsExactly("wal", "2", "1", "0", "1", "1", "5000", "1");
    }
  }

  private static List<String> settings(Handle handle) {
    return Stream.of(
            "journal_mode",
            "synchronous",
            "foreign_keys",
            "trusted_schema",
            "secure_delete",
            "fullfsync",
            "busy_timeout",
            "query_only")
        .map(name -> handle.createQuery("PRAGMA " + name).mapTo(String.class).one())
        .toList();
  }

  @Test
  void a_reader_cannot_write() {
    try (SqliteDatabase database = SqliteDatabase.openPortal(folder.resolve("portal.db"))) {
      assertThatThrownBy(() ->
              database.read(
                  handle -> handle.execute("INSERT INTO organization (org_id) VALUES ('other')")))
          .isInstanceOf(StoreUnavailable.class);
    }
  }

  @Test
  void the_default_organization_is_there_from_the_first_migration_on() {
    try (SqliteDatabase database = SqliteDatabase.openPortal(folder.resolve("portal.db"))) {
      assertThat(
              database.<List<String>>read(handle ->
                  handle.createQuery("SELECT org_id FROM organization").mapTo(String.class).list()))
          .containsExactly("default");
    }
  }

  @Test
  void every_table_is_strict_and_every_portal_key_starts_with_the_organization() {
    try (SqliteDatabase portal = SqliteDatabase.openPortal(folder.resolve("portal.db"));
        SqliteDatabase device = SqliteDatabase.openDevice(folder.resolve("device.db"))) {
      String loose =
          "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table'"
              + " AND strict = 0 AND name NOT LIKE 'sqlite_%' AND name NOT LIKE 'flyway_%'";
      assertThat(portal.<List<String>>read(h -> h.createQuery(loose).mapTo(String.class).list()))
          .isEmpty();
      assertThat(device.<List<String>>read(h -> h.createQuery(loose).mapTo(String.class).list()))
          .isEmpty();
      String firstKeyColumns =
          "SELECT t.name || ' ' || c.name FROM pragma_table_list t, pragma_table_info(t.name) c"
              + " WHERE t.schema = 'main' AND t.type = 'table' AND c.pk = 1"
              + " AND t.name NOT LIKE 'sqlite_%' AND t.name NOT LIKE 'flyway_%'";
      assertThat(
              portal.<List<String>>read(
                  h -> h.createQuery(firstKeyColumns).mapTo(String.class).list()))
          .hasSize(26)
          .allMatch(column -> column.endsWith(" org_id"));
    }
  }

  @ParameterizedTest
  @EnumSource(Schema.class)
  void the_newest_version_is_that_of_the_newest_migration(Schema schema)
      throws IOException, URISyntaxException {
    Path migrations =
        Path.of(
            Objects.requireNonNull(Schema.class.getClassLoader().getResource(schema.folder()))
                .toURI());
    try (Stream<Path> files = Files.list(migrations)) {
      assertThat(
              files
                  .map(path -> path.getFileName().toString().replaceFirst("^V(\\d+)__.*", "$1"))
                  .mapToInt(Integer::parseInt)
                  .max())
          .hasValue(schema.newestVersion());
    }
  }

  @Test
  void a_database_of_a_newer_program_is_refused_and_stays_as_it_is() {
    Path file = folder.resolve("portal.db");
    try (SqliteDatabase database = SqliteDatabase.openPortal(file)) {
      database.write(handle ->
          handle.execute(
              "INSERT INTO flyway_schema_history (installed_rank, version, description, type,"
                  + " script, installed_by, execution_time, success)"
                  + " VALUES (99, '99', 'later', 'SQL', 'V99__later.sql', '', 1, 1)"));
    }

    assertThatThrownBy(() -> SqliteDatabase.openPortal(file))
        .isInstanceOf(DatabaseUnusable.class)
        .hasMessage(
            "the database file " + file + " was written by a newer version of this program");
  }

  @Test
  void a_file_that_is_no_database_is_refused_and_stays_as_it_is() throws IOException {
    Path file = folder.resolve("portal.db");
    String text = "these are somebody's notes, and not a database\n".repeat(100);
    Files.writeString(file, text);

    assertThatThrownBy(() -> SqliteDatabase.openPortal(file))
        .isInstanceOf(DatabaseUnusable.class)
        .hasMessageContaining("the file is not a database");
    assertThat(file).hasContent(text);
  }

  @Test
  void a_place_where_nothing_can_be_written_is_named() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "in the way").resolve("portal.db");

    assertThatThrownBy(() -> SqliteDatabase.openPortal(file))
        .isInstanceOf(DatabaseUnusable.class)
        .hasMessageContaining(file.toString());
  }

  private static String mode(Path path) {
    try {
      return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
