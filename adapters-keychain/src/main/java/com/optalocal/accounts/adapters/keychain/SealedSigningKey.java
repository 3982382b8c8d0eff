package com.optalocal.accounts.adapters.keychain;

import com.optalocal.accounts.domain.RandomBytes;
import com.optalocal.accounts.domain.SecretBytes;
import com.optalocal.accounts.domain.note.crypto.SigningKey;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/// An offline signing key as a file, under a passphrase. The form is that of `custody.sealed`
/// ([PassphraseSeal]: Argon2id and AES-256-GCM) around `opta-signing-key/v1`, a line feed and the
/// 32-byte seed; so a custody file is never taken for a key.
public final class SealedSigningKey {
  public static final int MAX_BYTES = 1 << 10;
  private static final byte[] TYPE = "opta-signing-key/v1\n".getBytes(StandardCharsets.US_ASCII);
  private static final int SEED = 32;

  private SealedSigningKey() {}

  /// The file's bytes. Takes a quarter of a second and 64 MiB, on purpose.
  public static byte[] seal(SigningKey key, SecretBytes passphrase, RandomBytes random) {
    return seal(PassphraseSeal::argon2id, key, passphrase, random);
  }

  static byte[] seal(
      PassphraseSeal.Stretch stretch, SigningKey key, SecretBytes passphrase, RandomBytes random) {
    try (SecretBytes seed = key.seed();
        SecretBytes plaintext =
            seed.use(bytes ->
                new SecretBytes(
                    ByteBuffer.allocate(TYPE.length + SEED).put(TYPE).put(bytes).array()));
        PassphraseSeal seal = PassphraseSeal.fresh(stretch, passphrase, random)) {
      return seal.seal(plaintext, random);
    }
  }

  /// The key; empty if the passphrase is wrong or somebody changed the file on purpose. The caller
  /// closes it.
  ///
  /// @throws IllegalArgumentException if the file is damaged or none of this kind
  public static Optional<SigningKey> open(byte[] file, SecretBytes passphrase) {
    return open(PassphraseSeal::argon2id, file, passphrase);
  }

  static Optional<SigningKey> open(
      PassphraseSeal.Stretch stretch, byte[] file, SecretBytes passphrase) {
    if (file.length > MAX_BYTES || !PassphraseSeal.isIntact(file)) {
      throw new IllegalArgumentException("this is no key file, or it is damaged");
    }
    try (PassphraseSeal seal = PassphraseSeal.of(stretch, passphrase, file)) {
      Optional<SecretBytes> opened = seal.open(file);
      if (opened.isEmpty()) {
        return Optional.empty();
      }
      try (SecretBytes plaintext = opened.get()) {
        return Optional.of(new SigningKey(plaintext.use(SealedSigningKey::seedOf)));
      }
    }
  }

  private static SecretBytes seedOf(byte[] plaintext) {
    if (plaintext.length != TYPE.length + SEED
        || !Arrays.equals(plaintext, 0, TYPE.length, TYPE, 0, TYPE.length)) {
      throw new IllegalArgumentException("this file holds no signing key");
    }
    return new SecretBytes(Arrays.copyOfRange(plaintext, TYPE.length, plaintext.length));
  }
}
