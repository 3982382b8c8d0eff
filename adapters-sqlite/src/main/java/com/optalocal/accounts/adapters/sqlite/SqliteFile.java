package com.optalocal.accounts.adapters.sqlite;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.statement.StatementExceptions;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;
import org.sqlite.SQLiteOpenMode;

/// One database file: how it comes into being, and how connections to it are set up.
///
/// File mode 0600, and 0700 for a folder that is made for it; SQLite gives its side files the
/// database's mode.
final class SqliteFile {
  private static final int BUSY_MILLIS = 5_000;
  private static final int JOURNAL_BYTES = 64 << 20;
  private static final Set<PosixFilePermission> PRIVATE_FILE =
      PosixFilePermissions.fromString("rw-------");
  private static final Set<PosixFilePermission> PRIVATE_FOLDER =
      PosixFilePermissions.fromString("rwx------");

  private static final FileAttribute<?>[] DEFAULT_MODE = {};

  /// File locks exclude processes from each other, not the threads of one.
  private static final Object PREPARING = new Object();

  private final Path path;
  private final SQLiteDataSource source;
  private final Jdbi jdbi;

  SqliteFile(Path path) {
    this.path = path.toAbsolutePath();
    source = dataSource(this.path);
    jdbi = Jdbi.create(source);
    jdbi.registerArgument(new DomainArguments());
    jdbi.getConfig(StatementExceptions.class)
        .setMessageRendering(StatementExceptions.MessageRendering.NONE);
  }

  /// Makes the file and brings it to `schema`, unless that is done. Several processes may try at
  /// once: they take turns.
  void prepare(Schema schema) {
    synchronized (PREPARING) {
      try {
        makePrivate(path);
        // a file of its own: closing any descriptor of the database drops SQLite's locks on it
        Path lockFile = path.resolveSibling(path.getFileName() + "-lock");
        makePrivate(lockFile);
        try (FileChannel channel = FileChannel.open(lockFile, StandardOpenOption.WRITE)) {
          channel.lock();
          new Migrations(schema, path).apply(source);
        }
      } catch (IOException e) {
        throw new DatabaseUnusable(
            "the database file " + path + " cannot be made or kept private", e);
      }
    }
  }

  private static void makePrivate(Path file) throws IOException {
    Path folder = file.resolveSibling(".").normalize();
    boolean posix = folder.getFileSystem().supportedFileAttributeViews().contains("posix");
    if (!Files.isDirectory(folder)) {
      Files.createDirectories(folder, posix ? mode(PRIVATE_FOLDER) : DEFAULT_MODE);
    }
    if (!Files.exists(file)) {
      try {
        Files.createFile(file, posix ? mode(PRIVATE_FILE) : DEFAULT_MODE);
      } catch (FileAlreadyExistsException somebodyWasFaster) {
        // and gave it the same mode
      }
    }
    if (posix) {
      Files.setPosixFilePermissions(file, PRIVATE_FILE);
    }
  }

  private static FileAttribute<?>[] mode(Set<PosixFilePermission> permissions) {
    return new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(permissions)};
  }

  Handle openForWriting() {
    return open();
  }

  Handle openForReading() {
    Handle handle = open();
    handle.execute("PRAGMA query_only = ON");
    return handle;
  }

  private Handle open() {
    try {
      Handle handle = jdbi.open();
      // functions and tables that only a manipulated schema would name are not run
      handle.execute("PRAGMA trusted_schema = OFF");
      // 16 MiB: the newest pages are written many times over, and copied back once
      handle.execute("PRAGMA wal_autocheckpoint = 4000");
      // macOS: a plain fsync does not reach the disk
      handle.execute("PRAGMA fullfsync = ON");
      handle.execute("PRAGMA checkpoint_fullfsync = ON");
      return handle;
    } catch (JdbiException e) {
      throw Failures.translate(e);
    }
  }

  private static SQLiteDataSource dataSource(Path path) {
    SQLiteConfig config = new SQLiteConfig();
    config.setJournalMode(SQLiteConfig.JournalMode.WAL);
    config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
    config.setJournalSizeLimit(JOURNAL_BYTES);
    config.enforceForeignKeys(true);
    config.setBusyTimeout(BUSY_MILLIS);
    config.setGetGeneratedKeys(false);
    // a connection is one thread's at a time: the writer's, or a reader's turn
    config.setOpenMode(SQLiteOpenMode.NOMUTEX);
    // what is deleted is overwritten, so that nobody finds it in the file later
    config.setPragma(SQLiteConfig.Pragma.SECURE_DELETE, "true");
    SQLiteDataSource source = new SQLiteDataSource(config);
    source.setUrl("jdbc:sqlite:" + path);
    return source;
  }
}
