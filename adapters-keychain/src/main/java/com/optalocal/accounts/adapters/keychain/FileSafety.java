package com.optalocal.accounts.adapters.keychain;

import com.optalocal.accounts.application.CustodyUnavailable;
import com.optalocal.accounts.application.CustodyUnavailable.Reason;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Map;
import java.util.Objects;

/// Decides whether a file or folder is this user's alone. Uses the kernel's numbers, not names: a
/// look-up of names may ask a directory server, and this stands on the way of every command.
///
/// Where the file system knows no owners and modes (Windows), only links are refused.
final class FileSafety {
  private static final boolean HAS_MODES =
      FileSystems.getDefault().supportedFileAttributeViews().contains("unix");
  private static final Path OWN_PROCESS = Path.of("/proc/self");
  private static final int TYPE = 0170000;
  private static final int FOLDER = 0040000;
  private static final int FILE = 0100000;
  private static final int LINK = 0120000;
  private static final int OF_OTHERS = 0077;

  private FileSafety() {}

  /// True if it is there and safe, false if it is not there.
  ///
  /// @throws CustodyUnavailable if others could read or replace it
  static boolean isPrivateFolder(Path folder) {
    return isPrivate(folder, FOLDER, "700", "folder");
  }

  /// As [#isPrivateFolder], for a file.
  static boolean isPrivateFile(Path file) {
    return isPrivate(file, FILE, "600", "file");
  }

  private static boolean isPrivate(Path path, int type, String mode, String kind) {
    try {
      if (!HAS_MODES) {
        return isThereUnlinked(path);
      }
      Map<String, Object> found =
          Files.readAttributes(path, "unix:mode,uid", LinkOption.NOFOLLOW_LINKS);
      int bits = (Integer) Objects.requireNonNull(found.get("mode"));
      if ((bits & TYPE) == LINK) {
        throw unsafe(path, "is a symbolic link; put the " + kind + " itself in its place");
      }
      if ((bits & TYPE) != type) {
        throw unsafe(path, "is not a " + kind + "; move it away");
      }
      if (!isMine(path, (Integer) Objects.requireNonNull(found.get("uid")))) {
        throw unsafe(path, "belongs to another user; run: sudo chown \"$USER\" " + quoted(path));
      }
      if ((bits & OF_OTHERS) != 0) {
        throw unsafe(path, "is open to others; run: chmod " + mode + " " + quoted(path));
      }
      return true;
    } catch (NoSuchFileException absent) {
      return false;
    } catch (AccessDeniedException denied) {
      throw unsafe(path, "does not belong to you; run: sudo chown \"$USER\" " + quoted(path));
    } catch (IOException e) {
      throw failed(path, e);
    }
  }

  private static boolean isThereUnlinked(Path path) throws IOException {
    BasicFileAttributes found =
        Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    if (found.isSymbolicLink()) {
      throw unsafe(path, "is a symbolic link; put the original in its place");
    }
    return true;
  }

  /// Matters for root alone: everybody else cannot open another user's private file anyway.
  private static boolean isMine(Path path, int owner) throws IOException {
    try {
      return owner == (Integer) Files.getAttribute(OWN_PROCESS, "unix:uid");
    } catch (NoSuchFileException noProcfs) {
      return Files.getOwner(path, LinkOption.NOFOLLOW_LINKS)
          .getName()
          .equals(System.getProperty("user.name"));
    }
  }

  static CustodyUnavailable unsafe(Path path, String whatAndFix) {
    return new CustodyUnavailable(Reason.UNSAFE_FILE, path + " " + whatAndFix);
  }

  static CustodyUnavailable damaged(Path path, String fix) {
    return new CustodyUnavailable(Reason.DAMAGED, path + "; " + fix);
  }

  static CustodyUnavailable failed(Path path, IOException cause) {
    CustodyUnavailable failed =
        new CustodyUnavailable(
            Reason.FILE_FAILED, path + " (" + cause.getClass().getSimpleName() + ")");
    failed.initCause(cause);
    return failed;
  }

  /// As a POSIX shell reads it back.
  static String quoted(Path path) {
    String text = path.toString();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean plain =
          (c >= 'a' && c <= 'z')
              || (c >= 'A' && c <= 'Z')
              || (c >= '0' && c <= '9')
              || "/._-".indexOf(c) >= 0;
      if (!plain) {
        return "'" + text.replace("'", "'\\''") + "'";
      }
    }
    return text;
  }
}
