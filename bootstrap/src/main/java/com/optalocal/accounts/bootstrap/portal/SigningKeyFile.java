package com.optalocal.accounts.bootstrap.portal;

import com.optalocal.accounts.application.StoreUnavailable;
import com.optalocal.accounts.bootstrap.home.PrivateFile;
import com.optalocal.accounts.domain.RandomBytes;
import com.optalocal.accounts.domain.SecretBytes;
import com.optalocal.accounts.domain.note.crypto.SigningKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Set;

/// A key of the portal's own: an Ed25519 seed of 32 bytes in a file that only its owner can read,
/// made at the first start. One signs the audit log's checkpoints: whoever holds it can sign
/// another history, which is what witnesses and members' own copies are there to show. Another
/// signs the time for devices' licenses: whoever holds it can lengthen air gaps, and issue nothing.
final class SigningKeyFile {
  private static final int SEED_BYTES = 32;
  private static final Set<PosixFilePermission> OWNER_ONLY =
      EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

  private SigningKeyFile() {}

  /// The key; the caller closes it. Only one process may call this at a time.
  ///
  /// @throws StoreUnavailable if the file is a link, readable by others or damaged, or cannot be
  ///   written
  static SigningKey open(Path file, RandomBytes random) {
    return new SigningKey(secret(file, random));
  }

  /// As [#open], of a key that signs nothing.
  static SecretBytes secret(Path file, RandomBytes random) {
    try {
      if (Files.notExists(file, LinkOption.NOFOLLOW_LINKS)) {
        PrivateFile.replace(file, random.next(SEED_BYTES));
      }
      if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
          || !OWNER_ONLY.containsAll(Files.getPosixFilePermissions(file, LinkOption.NOFOLLOW_LINKS))
          || Files.size(file) != SEED_BYTES) {
        throw new IOException("it is a link, readable by others or damaged");
      }
      return new SecretBytes(Files.readAllBytes(file));
    } catch (IOException unusable) {
      throw new StoreUnavailable("a key file of the portal cannot be used: " + file, unusable);
    }
  }
}
