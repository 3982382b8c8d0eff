package com.optalocal.accounts.adapters.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/// How a home's one daemon and its commands find each other: a lock that only one daemon holds, and
/// a file with its address, both in a folder that only this person can enter.
///
/// The file is `daemon.json` `{port, pid, startedAt, token}`, mode 0600, replaced atomically. The
/// lock is the kernel's, so that a killed daemon leaves none behind; its address may stay, and then
/// nobody proves to know its token.
public final class DaemonRendezvous implements AutoCloseable {
  private static final String FILE = "daemon.json";
  private static final String LOCK = "daemon.lock";
  private static final int MAX_BYTES = 4096;

  private final Path file;
  private final FileChannel channel;
  private final FileLock lock;

  /// What a command finds.
  public sealed interface Sighting {
    record Found(DaemonAddress address) implements Sighting {}

    record Nobody() implements Sighting {}

    /// Somebody else could have put it there; `why` names the file and the fix.
    record Unsafe(String why) implements Sighting {}
  }

  private DaemonRendezvous(Path file, FileChannel channel, FileLock lock) {
    this.file = file;
    this.channel = channel;
    this.lock = lock;
  }

  /// Becomes the one daemon of `folder`, which is made if need be; empty if there is one already.
  ///
  /// @throws UncheckedIOException if the folder cannot be used
  public static Optional<DaemonRendezvous> claim(Path folder) {
    try {
      PrivateFile.makeFolder(folder);
      FileChannel channel = PrivateFile.openLock(folder.resolve(LOCK));
      Optional<FileLock> lock = tryLock(channel);
      if (lock.isEmpty()) {
        channel.close();
        return Optional.empty();
      }
      return Optional.of(new DaemonRendezvous(folder.resolve(FILE), channel, lock.get()));
    } catch (IOException e) {
      throw new UncheckedIOException("the daemon's folder cannot be used", e);
    }
  }

  private static Optional<FileLock> tryLock(FileChannel channel) throws IOException {
    try {
      return Optional.ofNullable(channel.tryLock());
    } catch (OverlappingFileLockException heldByThisProcess) {
      return Optional.empty();
    }
  }

  /// Tells commands where to find this daemon. Call it once it answers.
  public void publish(DaemonAddress address) {
    try {
      PrivateFile.write(file, address.json());
    } catch (IOException e) {
      throw new UncheckedIOException("the daemon's address cannot be written", e);
    }
  }

  /// Looks for the daemon of `folder`. A damaged file counts as nobody: the next daemon replaces
  /// it.
  public static Sighting look(Path folder) {
    try {
      return new Sighting.Found(DaemonAddress.parse(PrivateFile.read(folder, FILE, MAX_BYTES)));
    } catch (NoSuchFileException none) {
      return new Sighting.Nobody();
    } catch (PrivateFile.Unsafe unsafe) {
      return new Sighting.Unsafe(String.valueOf(unsafe.getMessage()));
    } catch (IOException unreadable) {
      return new Sighting.Unsafe(folder.resolve(FILE) + " cannot be read");
    } catch (IllegalArgumentException damaged) {
      return new Sighting.Nobody();
    }
  }

  /// Takes the address away and lets the next daemon in.
  @Override
  public void close() {
    try (channel) {
      // in this order: while the lock is held, the file is nobody else's
      Files.deleteIfExists(file);
      lock.release();
    } catch (IOException e) {
      throw new UncheckedIOException("the daemon's address cannot be removed", e);
    }
  }
}
