package com.optalocal.accounts.adapters.keychain;

import com.optalocal.accounts.domain.RandomBytes;
import com.optalocal.accounts.domain.SecretBytes;
import com.optalocal.accounts.domain.note.crypto.Sha256;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Optional;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/// Seals bytes under a passphrase. The format, version 1:
///
/// ```
/// header   "opta-custody/v1\n"                               16 bytes
/// salt     random, once a file                               16
/// nonce    random, at each write                             12
/// sealed   AES-256-GCM, header ‖ salt ‖ nonce as AAD         length of the plaintext + 16
/// digest   SHA-256 of all before                             32
/// key = Argon2id(passphrase, salt, 64 MiB, t = 3, p = 1), 32 bytes (RFC 9106)
/// ```
///
/// The digest tells a damaged file from a wrong passphrase; it guards against accidents, the tag
/// against everybody. Other costs are another version: the file cannot name its own.
final class PassphraseSeal implements AutoCloseable {
  private static final byte[] HEADER = "opta-custody/v1\n".getBytes(StandardCharsets.US_ASCII);
  private static final int SALT = 16;
  private static final int NONCE = 12;
  private static final int TAG = 16;
  private static final int DIGEST = 32;
  private static final int KEY = 32;
  private static final int PREFIX = HEADER.length + SALT + NONCE;
  private static final int MEMORY_KIB = 65_536;
  private static final int PASSES = 3;

  private final byte[] salt;
  private final SecretBytes key;

  private PassphraseSeal(byte[] salt, SecretBytes key) {
    this.salt = salt;
    this.key = key;
  }

  /// Makes a key of 32 bytes from what a person can remember. Tests have a cheaper one.
  @FunctionalInterface
  interface Stretch {
    SecretBytes key(SecretBytes passphrase, byte[] salt);
  }

  /// A seal for a new file.
  static PassphraseSeal fresh(Stretch stretch, SecretBytes passphrase, RandomBytes random) {
    byte[] salt = random.next(SALT);
    return new PassphraseSeal(salt, stretch.key(passphrase, salt));
  }

  /// The seal that `passphrase` makes for a file; [#open] tells whether it is the right one.
  static PassphraseSeal of(Stretch stretch, SecretBytes passphrase, byte[] file) {
    byte[] salt = saltOf(file);
    return new PassphraseSeal(salt, stretch.key(passphrase, salt));
  }

  /// True if the file was written whole and not changed by accident since.
  static boolean isIntact(byte[] file) {
    if (file.length < PREFIX + TAG + DIGEST
        || !Arrays.equals(file, 0, HEADER.length, HEADER, 0, HEADER.length)) {
      return false;
    }
    byte[] body = Arrays.copyOf(file, file.length - DIGEST);
    return Arrays.equals(
        Sha256.of(body).toByteArray(), Arrays.copyOfRange(file, body.length, file.length));
  }

  /// False if the file was made under another passphrase, or anew under the same.
  boolean isFor(byte[] file) {
    return Arrays.equals(salt, saltOf(file));
  }

  byte[] seal(SecretBytes plaintext, RandomBytes random) {
    byte[] nonce = random.next(NONCE);
    byte[] prefix = ByteBuffer.allocate(PREFIX).put(HEADER).put(salt).put(nonce).array();
    byte[] sealed =
        plaintext.use(bytes -> {
          try {
            return cipher(Cipher.ENCRYPT_MODE, prefix).doFinal(bytes);
          } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has AES-GCM", e);
          }
        });
    byte[] body = ByteBuffer.allocate(PREFIX + sealed.length).put(prefix).put(sealed).array();
    return ByteBuffer.allocate(body.length + DIGEST)
        .put(body)
        .put(Sha256.of(body).toByteArray())
        .array();
  }

  /// What an intact file holds; empty if this is not its key, or somebody changed it.
  Optional<SecretBytes> open(byte[] file) {
    try {
      return Optional.of(
          new SecretBytes(
              cipher(Cipher.DECRYPT_MODE, Arrays.copyOf(file, PREFIX))
                  .doFinal(file, PREFIX, file.length - PREFIX - DIGEST)));
    } catch (AEADBadTagException wrongKeyOrChanged) {
      return Optional.empty();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has AES-GCM", e);
    }
  }

  private Cipher cipher(int mode, byte[] prefix) throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    SecretKeySpec aes = key.use(bytes -> new SecretKeySpec(bytes, "AES"));
    cipher.init(mode, aes, new GCMParameterSpec(TAG * 8, prefix, PREFIX - NONCE, NONCE));
    cipher.updateAAD(prefix);
    return cipher;
  }

  private static byte[] saltOf(byte[] file) {
    return Arrays.copyOfRange(file, HEADER.length, HEADER.length + SALT);
  }

  /// The [Stretch] of version 1: a quarter of a second and 64 MiB, on purpose.
  static SecretBytes argon2id(SecretBytes passphrase, byte[] salt) {
    Argon2BytesGenerator generator = new Argon2BytesGenerator();
    generator.init(
        new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
            .withVersion(Argon2Parameters.ARGON2_VERSION_13)
            .withMemoryAsKB(MEMORY_KIB)
            .withIterations(PASSES)
            .withParallelism(1)
            .withSalt(salt)
            .build());
    byte[] key = new byte[KEY];
    passphrase.use(bytes -> generator.generateBytes(bytes, key));
    return new SecretBytes(key);
  }

  @Override
  public void close() {
    key.close();
  }
}
