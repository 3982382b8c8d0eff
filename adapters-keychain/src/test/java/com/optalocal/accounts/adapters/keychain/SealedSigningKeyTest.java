package com.optalocal.accounts.adapters.keychain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.optalocal.accounts.application.device.DeviceSamples;
import com.optalocal.accounts.domain.RandomBytes;
import com.optalocal.accounts.domain.SecretBytes;
import com.optalocal.accounts.domain.note.crypto.Sha256;
import com.optalocal.accounts.domain.note.crypto.SigningKey;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SealedSigningKeyTest {
  private static final RandomBytes RANDOM = DeviceSamples.seeded(9);
  private final SigningKey key = SigningKey.generate(RANDOM);
  private final SecretBytes passphrase = text("correct horse battery staple");

  private static SecretBytes text(String text) {
    return new SecretBytes(text.getBytes(StandardCharsets.UTF_8));
  }

  /// Argon2id would make most of these tests wait for it.
  private static SecretBytes cheaply(SecretBytes passphrase, byte[] salt) {
    return passphrase.use(bytes -> new SecretBytes(Sha256.of(salt, bytes).toByteArray()));
  }

  @Test
  void a_key_comes_back_under_its_passphrase_alone() {
    byte[] file = SealedSigningKey.seal(key, passphrase, RANDOM);

    try (SigningKey opened = SealedSigningKey.open(file, passphrase).orElseThrow()) {
      assertThat(opened.verificationKey()).isEqualTo(key.verificationKey());
    }
    assertThat(SealedSigningKey.open(file, text("another"))).isEmpty();
  }

  @Test
  void the_file_does_not_hold_the_seed() {
    byte[] file = SealedSigningKey.seal(SealedSigningKeyTest::cheaply, key, passphrase, RANDOM);
    String latin = new String(file, StandardCharsets.ISO_8859_1);
    String seed = key.seed().use(bytes -> new String(bytes, StandardCharsets.ISO_8859_1));

    assertThat(latin).doesNotContain(seed).doesNotContain("opta-signing-key");
    assertThat(file.length).isLessThan(SealedSigningKey.MAX_BYTES);
  }

  @Test
  void any_flipped_bit_is_damage() {
    byte[] file = SealedSigningKey.seal(SealedSigningKeyTest::cheaply, key, passphrase, RANDOM);
    for (int bit = 0; bit < file.length * 8; bit++) {
      byte[] flipped = file.clone();
      flipped[bit / 8] ^= (byte) (1 << bit % 8);
      assertThatIllegalArgumentException()
          .isThrownBy(
              () -> SealedSigningKey.open(SealedSigningKeyTest::cheaply, flipped, passphrase));
    }
  }

  @Test
  void another_sealed_file_is_no_key() {
    byte[] other;
    try (PassphraseSeal seal =
        PassphraseSeal.fresh(SealedSigningKeyTest::cheaply, passphrase, RANDOM)) {
      other = seal.seal(text("some other secret of fifty-two bytes, which is as long"), RANDOM);
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SealedSigningKey.open(SealedSigningKeyTest::cheaply, other, passphrase))
        .withMessageNotContaining("other secret");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SealedSigningKey.open(new byte[2000], passphrase));
    assertThat(Optional.of(key)).hasToString("Optional[SigningKey[redacted]]");
  }
}
