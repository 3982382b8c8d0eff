package com.optalocal.accounts.adapters.keychain;

import com.optalocal.accounts.application.device.DeviceSamples;
import com.optalocal.accounts.domain.Fuzz;
import com.optalocal.accounts.domain.SecretBytes;
import com.optalocal.accounts.domain.note.crypto.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/// What lies in a passphrase file or an OS keychain, under [Fuzz].
final class SealedFileFuzzTest {
  private static final int DIGEST = 32;

  private static SecretBytes secret(String text) {
    return new SecretBytes(text.getBytes(StandardCharsets.UTF_8));
  }

  private static SecretBytes cheap(SecretBytes passphrase, byte[] salt) {
    return new SecretBytes(salt.length == 16 ? new byte[32] : new byte[0]);
  }

  /// The digest at the end would end every attempt; an attacker makes it fit, and so does this.
  private static byte[] withDigest(byte[] file) {
    byte[] whole = Arrays.copyOf(file, Math.max(DIGEST, file.length));
    byte[] body = Arrays.copyOf(whole, whole.length - DIGEST);
    System.arraycopy(Sha256.of(body).toByteArray(), 0, whole, body.length, DIGEST);
    return whole;
  }

  @Test
  void passphrase_files() {
    try (SecretBytes passphrase = secret("right");
        SecretBytes plain = secret("some secrets");
        PassphraseSeal seal =
            PassphraseSeal.fresh(SealedFileFuzzTest::cheap, passphrase, DeviceSamples.seeded(11))) {
      byte[] genuine = seal.seal(plain, DeviceSamples.seeded(12));
      Fuzz.bytes(
          "passphrase-file",
          IllegalArgumentException.class,
          bytes -> {
            byte[] file = withDigest(bytes);
            if (!PassphraseSeal.isIntact(file)) {
              throw new IllegalArgumentException("damaged");
            }
            try (SecretBytes typed = secret("right");
                PassphraseSeal again = PassphraseSeal.of(SealedFileFuzzTest::cheap, typed, file)) {
              again
                  .open(file)
                  .ifPresent(opened -> {
                    // the digest aside, only what was sealed opens
                    if (!Arrays.equals(file, genuine)) {
                      throw new AssertionError("a changed file opens");
                    }
                    opened.close();
                  });
            }
            return file;
          },
          genuine);
    }
  }

  @Test
  void entries() {
    Fuzz.text(
        "keychain-entry",
        Fuzz.Never.class,
        text -> {
          try (SecretBytes read = EntryText.decode(text)) {
            return EntryText.encode(read);
          }
        },
        "sk-ant",
        "base64:YQBi",
        "");
  }
}
