package com.optalocal.accounts.bootstrap.license;

import com.optalocal.accounts.bootstrap.command.CommandFailed;
import com.optalocal.accounts.bootstrap.command.ExitCode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/// The few files that license commands read and write: bounded, and never written over.
final class LicenseFiles {
  private LicenseFiles() {}

  /// Everything in `file`, or one byte more than `max` if there is more.
  static byte[] read(Path file, int max) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return in.readNBytes(max + 1);
    }
  }

  static CommandFailed unreadable(Path file) {
    return new CommandFailed(
        ExitCode.FAILED,
        "unreadable",
        "A file cannot be read: " + file.getFileName(),
        "It is not there, or not readable by you",
        "Check its name and permissions");
  }

  /// Makes `file` with `text`, which is public.
  static void create(Path file, String text) {
    create(file, text.getBytes(StandardCharsets.UTF_8), "rw-r--r--");
  }

  /// Makes `file`, readable by its owner alone.
  static void createPrivate(Path file, byte[] content) {
    create(file, content, "rw-------");
  }

  private static void create(Path file, byte[] content, String permissions) {
    try (var channel =
        FileChannel.open(
            file,
            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions)))) {
      var left = ByteBuffer.wrap(content);
      while (left.hasRemaining()) {
        channel.write(left);
      }
      channel.force(true);
    } catch (FileAlreadyExistsException there) {
      throw new CommandFailed(
          ExitCode.CONFLICT,
          "exists",
          "The file is there already: " + file.getFileName(),
          "It is never written over",
          "Choose another name");
    } catch (IOException refused) {
      throw new CommandFailed(
          ExitCode.FAILED,
          "unwritable",
          "A file cannot be written: " + file.getFileName(),
          "Its folder is not there, or not writable by you",
          "Choose another place");
    }
  }
}
