package com.optalocal.accounts.adapters.keychain;

import com.optalocal.accounts.application.CustodyUnavailable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/// A folder of mode 0700 with files of mode 0600 that are always whole: a reader sees the old
/// content or the new one, also after a crash or a power cut, and whoever else could read or
/// replace a file makes it refused.
///
/// A write goes to a second file, is forced to the disk, renamed over the first, and the folder is
/// forced too. Thread-safe; [#exclusively] excludes other processes as well.
public final class PrivateFolder {
  private static final Map<Path, ReentrantLock> IN_THIS_PROCESS = new ConcurrentHashMap<>();
  private static final String LOCK = ".lock";

  private final Path folder;
  private final Path lockedFolder;

  /// @param folder need not exist; the first write makes it
  public PrivateFolder(Path folder) {
    this(folder.toAbsolutePath().normalize(), folder.toAbsolutePath().normalize());
  }

  private PrivateFolder(Path folder, Path lockedFolder) {
    this.folder = folder;
    this.lockedFolder = lockedFolder;
  }

  /// A folder inside this one, under the same lock.
  PrivateFolder inner(String name) {
    return new PrivateFolder(folder.resolve(name), lockedFolder);
  }

  public Path path(String name) {
    return folder.resolve(name);
  }

  /// The whole content of a file; empty if there is none. The caller wipes it.
  ///
  /// @throws CustodyUnavailable if it is a link, open to others, too long or unreadable
  public Optional<byte[]> read(String name, int maxBytes) {
    Path file = folder.resolve(name);
    if ((!folder.equals(lockedFolder) && !FileSafety.isPrivateFolder(lockedFolder))
        || !FileSafety.isPrivateFolder(folder)
        || !FileSafety.isPrivateFile(file)) {
      return Optional.empty();
    }
    try (SeekableByteChannel in =
        Files.newByteChannel(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
      if (in.size() > maxBytes) {
        throw FileSafety.damaged(file, "it is far too long; move it away and sign in again");
      }
      ByteBuffer content = ByteBuffer.allocate((int) in.size());
      while (content.hasRemaining() && in.read(content) >= 0) {
        // a file that is renamed over stays whole for whoever holds it open
      }
      return Optional.of(Arrays.copyOf(content.array(), content.position()));
    } catch (NoSuchFileException gone) {
      return Optional.empty();
    } catch (AccessDeniedException denied) {
      throw FileSafety.unsafe(
          file, "does not belong to you; run: sudo chown \"$USER\" " + FileSafety.quoted(file));
    } catch (IOException e) {
      throw FileSafety.failed(file, e);
    }
  }

  /// Replaces the file, or makes it. `content` stays the caller's.
  ///
  /// @throws CustodyUnavailable if it cannot be written; then the old content is still there
  public void write(String name, byte[] content) {
    write(name, content, () -> {});
  }

  /// As [#write(String, byte[])], with `before` between the two halves: the new content is on the
  /// disk by then, so little can go wrong any more, and if `before` throws the old one stays.
  public void write(String name, byte[] content, Runnable before) {
    exclusively(() -> {
      ensureThere(folder);
      Path file = folder.resolve(name);
      Path next = folder.resolve("." + name + ".new");
      try {
        Files.deleteIfExists(next); // what a crash left
        try {
          fill(next, content);
          before.run();
          Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
          Files.deleteIfExists(next);
        }
        force(folder);
      } catch (IOException e) {
        throw FileSafety.failed(file, e);
      }
      return name;
    });
  }

  /// Removes the file; one that is not there is fine.
  public void delete(String name) {
    if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    exclusively(() -> {
      try {
        if (FileSafety.isPrivateFolder(folder) && Files.deleteIfExists(folder.resolve(name))) {
          force(folder);
        }
      } catch (IOException e) {
        throw FileSafety.failed(folder.resolve(name), e);
      }
      return name;
    });
  }

  /// Runs `action` while no other thread or process is in here. May be nested.
  public <T> T exclusively(Supplier<T> action) {
    ReentrantLock mine = IN_THIS_PROCESS.computeIfAbsent(lockedFolder, path -> new ReentrantLock());
    mine.lock();
    try {
      if (mine.getHoldCount() > 1) {
        return action.get();
      }
      ensureThere(lockedFolder);
      Path lock = lockedFolder.resolve(LOCK);
      try (FileChannel channel = FileChannel.open(lock, LOCKING, ownerOnly("rw-------"))) {
        channel.lock(); // until the channel closes, or the process ends in whatever way
        return action.get();
      } catch (IOException e) {
        throw FileSafety.failed(lock, e);
      }
    } finally {
      mine.unlock();
    }
  }

  private static final Set<OpenOption> LOCKING =
      Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);

  private static void ensureThere(Path folder) {
    try {
      if (!FileSafety.isPrivateFolder(folder)) {
        Files.createDirectories(folder, ownerOnly("rwx------"));
        FileSafety.isPrivateFolder(folder);
      }
    } catch (IOException e) {
      throw FileSafety.failed(folder, e);
    }
  }

  private static void fill(Path file, byte[] content) throws IOException {
    Set<OpenOption> fresh = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    try (FileChannel out = FileChannel.open(file, fresh, ownerOnly("rw-------"))) {
      ByteBuffer rest = ByteBuffer.wrap(content);
      while (rest.hasRemaining()) {
        out.write(rest);
      }
      out.force(true);
    }
  }

  private static void force(Path folder) {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    } catch (IOException unsupported) {
      // Windows and some network file systems cannot force a folder; the rename stays atomic
    }
  }

  private static FileAttribute<?>[] ownerOnly(String mode) {
    return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(mode))
        }
        : new FileAttribute<?>[0];
  }
}
