package com.optalocal.accounts.adapters.sqlite;

import com.optalocal.accounts.application.UnitOfWork;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;

/// One SQLite database, open: a single writer and a few readers on one file.
///
/// Durable once a call returns (WAL, `synchronous=FULL`), safe for several threads and several
/// processes. Everything that goes wrong comes out as
/// [com.optalocal.accounts.application.StoreUnavailable], except bugs.
public final class SqliteDatabase implements AutoCloseable {
  private final SqliteWriter writer;
  private final ReadConnections readers;

  private SqliteDatabase(Path path, Schema schema) {
    SqliteFile file = new SqliteFile(path);
    file.prepare(schema);
    writer = new SqliteWriter(file.openForWriting(), String.valueOf(path.getFileName()));
    readers = new ReadConnections(file);
  }

  /// Opens the portal's database; makes it, readable by this user only, if it is not there.
  ///
  /// @throws DatabaseUnusable if it is damaged, no database, or of a newer program
  public static SqliteDatabase openPortal(Path file) {
    return new SqliteDatabase(file, Schema.PORTAL);
  }

  /// Opens the database of what a device remembers, likewise.
  ///
  /// @throws DatabaseUnusable as above
  public static SqliteDatabase openDevice(Path file) {
    return new SqliteDatabase(file, Schema.DEVICE);
  }

  /// The units of work that every change to this database takes part in.
  public UnitOfWork unitOfWork() {
    return writer;
  }

  SqliteWriter writer() {
    return writer;
  }

  /// Reads one consistent state: inside a unit of work what it has done so far, else the newest
  /// that is durable.
  public <T> T read(Function<Handle, T> query) {
    return writer.isInUnit() ? writer.write(query) : readers.read(query);
  }

  /// Reads the newest durable state, also inside a unit of work.
  public <T> T readDurable(Function<Handle, T> query) {
    return readers.read(query);
  }

  /// Changes something, in the current unit of work or in one of its own.
  public <T> T write(Function<Handle, T> statements) {
    return writer.write(statements);
  }

  /// Within a unit of work: has `action` run once just before the commit that the unit is part of,
  /// for all units of that commit together, whoever of them asked under `key`. It must find out by
  /// itself what is to be done, because units that asked may have been undone. If it fails, nothing
  /// of the commit is stored.
  public void atCommit(Object key, Consumer<Handle> action) {
    writer.atCommit(key, action);
  }

  /// Finishes what was accepted, then closes every connection.
  @Override
  public void close() {
    writer.close();
    readers.close();
  }
}
