package com.optalocal.accounts.bootstrap.portal;

import com.optalocal.accounts.application.StoreUnavailable;
import com.optalocal.accounts.domain.RandomBytes;
import com.optalocal.accounts.domain.note.VerificationKey;
import com.optalocal.accounts.domain.note.crypto.SigningKey;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/// The audit log's key, and beside it the next one while it takes over. What the database records
/// decides which of the two is the log's, so that a crash between the two writes loses nothing: the
/// next key is durable before the log names it, and the old one stays until then.
final class LogKeyFiles {
  private final Path current;
  private final Path next;
  private final RandomBytes random;

  /// @param folder the portal's; the caller holds its lock
  LogKeyFiles(Path folder, RandomBytes random) {
    this.current = folder.resolve("audit-log.key");
    this.next = folder.resolve("audit-log.key.next");
    this.random = random;
  }

  /// The log's key; the caller closes it.
  ///
  /// @param recorded the key that the log names last; empty if it never changed
  /// @throws StoreUnavailable if no file holds it
  SigningKey open(Optional<VerificationKey> recorded) {
    if (Files.exists(next)) {
      if (recorded.filter(key -> isKeyOf(next, key)).isPresent()) {
        promoteNext();
      } else {
        discardNext();
      }
    }
    SigningKey key = SigningKeyFile.open(current, random);
    if (recorded.filter(last -> !last.equals(key.verificationKey())).isPresent()) {
      key.close();
      throw new StoreUnavailable(
          "it is not the key that the audit log names last: " + current,
          new IllegalStateException("another key"));
    }
    return key;
  }

  private boolean isKeyOf(Path file, VerificationKey expected) {
    try (SigningKey key = SigningKeyFile.open(file, random)) {
      return key.verificationKey().equals(expected);
    }
  }

  /// Makes the next key, durably, and leaves the old one in force.
  VerificationKey prepareNext() {
    discardNext();
    try (SigningKey key = SigningKeyFile.open(next, random)) {
      forceFolder();
      return key.verificationKey();
    }
  }

  /// Lets the next key take the old one's place.
  void promoteNext() {
    try {
      Files.move(
          next, current, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException refused) {
      throw unwritable(refused);
    }
    forceFolder();
  }

  private void discardNext() {
    try {
      boolean leftOver = Files.deleteIfExists(next);
      assert !leftOver || Files.notExists(next);
    } catch (IOException refused) {
      throw unwritable(refused);
    }
  }

  /// A file's name is durable once its folder is.
  private void forceFolder() {
    try (FileChannel folder =
        FileChannel.open(current.toAbsolutePath().getParent(), StandardOpenOption.READ)) {
      folder.force(true);
    } catch (IOException refused) {
      throw unwritable(refused);
    }
  }

  private StoreUnavailable unwritable(IOException refused) {
    return new StoreUnavailable("a key file of the portal cannot be used: " + next, refused);
  }
}
