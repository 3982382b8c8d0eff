package com.optalocal.accounts.benchmarks;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;

/// The least that makes rows durable for many submitters: one writer, one commit for all that wait
/// (WAL, `synchronous=FULL`).
final class RawGroupCommit implements AutoCloseable {
  private record Waiting(byte[] row, CompletableFuture<Boolean> done) {}

  private static final Waiting END = new Waiting(new byte[0], new CompletableFuture<>());
  private final BlockingQueue<Waiting> queue = new ArrayBlockingQueue<>(1024);
  private final Connection connection;
  private final Thread writer;

  RawGroupCommit(Path file) throws SQLException {
    connection = DriverManager.getConnection("jdbc:sqlite:" + file);
    try (Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA journal_mode=WAL");
      statement.execute("PRAGMA synchronous=FULL");
      statement.execute("CREATE TABLE row (id INTEGER PRIMARY KEY, body BLOB NOT NULL)");
    }
    connection.setAutoCommit(false);
    writer = Thread.ofPlatform().start(this::write);
  }

  /// Returns once `row` is durable.
  void insert(byte[] row) {
    Waiting waiting = new Waiting(row, new CompletableFuture<>());
    boolean interrupted = false;
    while (true) {
      try {
        queue.put(waiting);
        break;
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    waiting.done.join();
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void write() {
    List<Waiting> batch = new ArrayList<>();
    try (PreparedStatement insert =
        connection.prepareStatement("INSERT INTO row (body) VALUES (?)")) {
      while (true) {
        batch.add(queue.take());
        queue.drainTo(batch, 127);
        if (batch.remove(END)) {
          return;
        }
        for (Waiting waiting : batch) {
          insert.setBytes(1, waiting.row);
          insert.executeUpdate();
        }
        connection.commit();
        batch.forEach(waiting -> waiting.done.complete(true));
        batch.clear();
      }
    } catch (SQLException | InterruptedException e) {
      batch.forEach(waiting -> waiting.done.completeExceptionally(e));
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() throws SQLException {
    queue.add(END);
    try {
      writer.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    connection.close();
  }
}
