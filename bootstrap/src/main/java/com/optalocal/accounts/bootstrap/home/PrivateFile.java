package com.optalocal.accounts.bootstrap.home;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/// Files that only their owner may read.
public final class PrivateFile {
  private static final FileAttribute<?> OWNER_ONLY =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

  private PrivateFile() {}

  /// Replaces `path`: after a crash either the old content is there or the new.
  public static void replace(Path path, byte[] content) throws IOException {
    Path fresh = Files.createTempFile(path.toAbsolutePath().getParent(), ".new", "", OWNER_ONLY);
    try {
      write(fresh, content, StandardOpenOption.WRITE);
      Files.move(fresh, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(fresh);
    }
  }

  /// Opens `path` for appending, making it private if it is new.
  public static FileChannel append(Path path) throws IOException {
    return FileChannel.open(
        path, Set.of(StandardOpenOption.CREATE, StandardOpenOption.APPEND), OWNER_ONLY);
  }

  private static void write(Path path, byte[] content, StandardOpenOption how) throws IOException {
    try (FileChannel channel = FileChannel.open(path, how)) {
      ByteBuffer left = ByteBuffer.wrap(content);
      while (left.hasRemaining()) {
        channel.write(left);
      }
      channel.force(true);
    }
  }
}
