package com.optalocal.accounts.bootstrap.portal;

import com.optalocal.accounts.bootstrap.home.PrivateFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// One portal a home. The lock is the kernel's, so that a killed portal leaves none behind; the
/// file says where the portal answers, for whoever comes second.
final class PortalLock implements AutoCloseable {
  private final FileChannel channel;
  private final FileLock lock;

  private PortalLock(FileChannel channel, FileLock lock) {
    this.channel = channel;
    this.lock = lock;
  }

  /// Empty if another process is the portal of this folder.
  static Optional<PortalLock> claim(Path folder) {
    try {
      FileChannel channel = PrivateFile.append(file(folder));
      Optional<FileLock> lock = tryLock(channel);
      if (lock.isEmpty()) {
        channel.close();
      }
      return lock.map(held -> new PortalLock(channel, held));
    } catch (IOException refused) {
      throw new UncheckedIOException("the portal's folder cannot be used: " + folder, refused);
    }
  }

  private static Optional<FileLock> tryLock(FileChannel channel) throws IOException {
    try {
      return Optional.ofNullable(channel.tryLock());
    } catch (OverlappingFileLockException heldByThisProcess) {
      return Optional.empty();
    }
  }

  /// What the portal that holds the lock has written; empty until it is ready.
  static Optional<String> holder(Path folder) {
    try {
      return Optional.of(Files.readString(file(folder)).strip()).filter(text -> !text.isEmpty());
    } catch (IOException unreadable) {
      return Optional.empty();
    }
  }

  /// Leaves a line for whoever comes second.
  void describe(String line) {
    try {
      channel.truncate(0);
      channel.write(ByteBuffer.wrap((line + "\n").getBytes(StandardCharsets.UTF_8)));
    } catch (IOException refused) {
      throw new UncheckedIOException("the portal's lock cannot be written", refused);
    }
  }

  @Override
  public void close() {
    try (channel) {
      channel.truncate(0);
      lock.release();
    } catch (IOException gone) {
      throw new UncheckedIOException("the portal's lock cannot be released", gone);
    }
  }

  private static Path file(Path folder) {
    return folder.resolve("portal.lock");
  }
}
