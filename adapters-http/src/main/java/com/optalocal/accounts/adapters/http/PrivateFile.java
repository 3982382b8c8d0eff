package com.optalocal.accounts.adapters.http;

import com.sun.security.auth.module.UnixSystem;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Set;

/// Files that only this person may read or replace: how they are written, and when they are
/// believed. POSIX systems only.
final class PrivateFile {
  private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
  private static final int TYPE = 0170000;
  private static final int REGULAR = 0100000;
  private static final int FOLDER = 0040000;
  private static final int OTHERS = 0077;

  private PrivateFile() {}

  /// Somebody else could have written or read this. The message names the file and the fix.
  static final class Unsafe extends IOException {
    private static final long serialVersionUID = 1L;

    Unsafe(String message) {
      super(message);
    }
  }

  /// Reads a file of mode 0600 in a folder of mode 0700, both this person's, neither a link.
  ///
  /// @throws java.nio.file.NoSuchFileException if it is not there
  /// @throws Unsafe if it is there and not to be believed
  static byte[] read(Path folder, String name, int maxBytes) throws IOException {
    Path file = folder.resolve(name);
    requireOwn(folder, FOLDER, "chmod 700 ");
    requireOwn(file, REGULAR, "chmod 600 ");
    try (InputStream in =
        Files.newInputStream(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
      byte[] content = in.readNBytes(maxBytes + 1);
      if (content.length > maxBytes) {
        throw new Unsafe(file + " is larger than it can be");
      }
      return content;
    }
  }

  private static void requireOwn(Path path, int type, String fix) throws IOException {
    Map<String, Object> attributes =
        Files.readAttributes(path, "unix:mode,uid", LinkOption.NOFOLLOW_LINKS);
    int mode = number(attributes, "mode");
    if ((mode & TYPE) != type) {
      throw new Unsafe(path + " is a link or something else that it should not be; remove it");
    }
    if (number(attributes, "uid") != (int) new UnixSystem().getUid()) {
      throw new Unsafe(path + " belongs to somebody else; remove it");
    }
    if ((mode & OTHERS) != 0) {
      throw new Unsafe(path + " is open to others; run: " + fix + path);
    }
  }

  private static int number(Map<String, Object> attributes, String name) {
    return attributes.get(name) instanceof Integer number ? number : -1;
  }

  /// Replaces `file` at once: a reader finds the old content or the new, whatever happens.
  static void write(Path file, byte[] content) throws IOException {
    Path fresh = file.resolveSibling(file.getFileName() + "." + ProcessHandle.current().pid());
    Files.deleteIfExists(fresh); // left by a process of that number that was killed
    try {
      try (FileChannel out =
          FileChannel.open(
              fresh, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), OWNER_ONLY)) {
        ByteBuffer rest = ByteBuffer.wrap(content);
        while (rest.hasRemaining()) {
          out.write(rest);
        }
        out.force(true);
      }
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(fresh);
    }
  }

  /// Opens a file that is there to be locked.
  static FileChannel openLock(Path file) throws IOException {
    return FileChannel.open(
        file,
        Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS),
        OWNER_ONLY);
  }

  /// Makes a folder of mode 0700, and its parents as they come.
  static void makeFolder(Path folder) throws IOException {
    if (Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
      requireOwn(folder, FOLDER, "chmod 700 ");
      return;
    }
    Files.createDirectories(
        folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    requireOwn(folder, FOLDER, "chmod 700 ");
  }
}
