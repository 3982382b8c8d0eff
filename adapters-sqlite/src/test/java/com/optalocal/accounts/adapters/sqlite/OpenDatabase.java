package com.optalocal.accounts.adapters.sqlite;

import com.optalocal.accounts.domain.organization.OrgId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/// A database in a folder of its own for one test; closed and deleted afterwards.
public final class OpenDatabase implements BeforeEachCallback, AfterEachCallback {
  private final Function<Path, SqliteDatabase> opener;
  private State state = new Closed();

  private sealed interface State {}

  private record Closed() implements State {}

  private record Open(Path folder, SqliteDatabase database) implements State {}

  private OpenDatabase(Function<Path, SqliteDatabase> opener) {
    this.opener = opener;
  }

  public static OpenDatabase portal() {
    return new OpenDatabase(SqliteDatabase::openPortal);
  }

  public static OpenDatabase device() {
    return new OpenDatabase(SqliteDatabase::openDevice);
  }

  public SqliteDatabase database() {
    return open().database();
  }

  public Path file() {
    return open().folder().resolve("test.db");
  }

  /// An organization beside `default`.
  public OrgId otherOrganization() {
    database()
        .write(handle ->
            handle.execute("INSERT OR IGNORE INTO organization (org_id) VALUES ('other')"));
    return new OrgId("other");
  }

  /// Closes the database and opens it again, as a restart does.
  public void restart() {
    database().close();
    state = new Open(open().folder(), opener.apply(file()));
  }

  /// The first column of what `sql` answers on the newest durable state.
  public List<String> rows(String sql) {
    return database().readDurable(handle -> handle.createQuery(sql).mapTo(String.class).list());
  }

  @Override
  public void beforeEach(ExtensionContext context) throws IOException {
    Path folder = Files.createTempDirectory("sqlite-test");
    state = new Open(folder, opener.apply(folder.resolve("test.db")));
  }

  @Override
  public void afterEach(ExtensionContext context) throws IOException {
    Open open = open();
    open.database().close();
    try (Stream<Path> files = Files.walk(open.folder())) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  private Open open() {
    return switch (state) {
      case Open open -> open;
      case Closed() -> throw new IllegalStateException("no test is running");
    };
  }
}
