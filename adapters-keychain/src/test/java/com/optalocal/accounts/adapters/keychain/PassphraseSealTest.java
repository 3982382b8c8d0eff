package com.optalocal.accounts.adapters.keychain;

import static org.assertj.core.api.Assertions.assertThat;

import com.optalocal.accounts.application.device.DeviceSamples;
import com.optalocal.accounts.domain.RandomBytes;
import com.optalocal.accounts.domain.SecretBytes;
import com.optalocal.accounts.domain.note.crypto.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

final class PassphraseSealTest {
  private static final RandomBytes RANDOM = DeviceSamples.seeded(11);

  @Test
  void what_was_sealed_is_opened_by_the_same_passphrase_alone() {
    try (PassphraseSeal seal = fresh("right");
        SecretBytes plain = secret("some secrets")) {
      byte[] file = seal.seal(plain, RANDOM);
      assertThat(PassphraseSeal.isIntact(file)).isTrue();
      assertThat(seal.isFor(file)).isTrue();
      try (PassphraseSeal right = of("right", file);
          PassphraseSeal wrong = of("Right", file);
          SecretBytes opened = right.open(file).orElseThrow()) {
        assertThat(opened.constantTimeEquals(plain)).isTrue();
        assertThat(wrong.open(file)).isEmpty();
      }
    }
  }

  @Test
  void the_same_text_is_never_sealed_the_same_way_twice() {
    try (PassphraseSeal seal = fresh("right");
        PassphraseSeal other = fresh("right");
        SecretBytes plain = secret("some secrets")) {
      byte[] first = seal.seal(plain, RANDOM);
      assertThat(seal.seal(plain, RANDOM)).isNotEqualTo(first);
      assertThat(other.isFor(first)).isFalse();
      assertThat(new String(first, StandardCharsets.ISO_8859_1)).doesNotContain("some secrets");
    }
  }

  @Test
  void a_flipped_bit_anywhere_is_damage_and_with_a_new_digest_it_does_not_open() {
    try (PassphraseSeal seal = fresh("right");
        SecretBytes plain = secret("some secrets")) {
      byte[] file = seal.seal(plain, RANDOM);
      for (int bit = 0; bit < file.length * 8; bit++) {
        byte[] flipped = file.clone();
        flipped[bit / 8] ^= (byte) (1 << (bit % 8));
        assertThat(PassphraseSeal.isIntact(flipped)).as("bit %d", bit).isFalse();
        if (bit / 8 < file.length - 32) {
          byte[] body = Arrays.copyOf(flipped, flipped.length - 32);
          System.arraycopy(Sha256.of(body).toByteArray(), 0, flipped, body.length, 32);
          boolean opens =
              PassphraseSeal.isIntact(flipped)
                  && seal.isFor(flipped)
                  && seal.open(flipped).isPresent();
          assertThat(opens).as("bit %d", bit).isFalse();
        }
      }
    }
  }

  @Test
  void every_shorter_or_longer_file_is_damaged() {
    try (PassphraseSeal seal = fresh("right");
        SecretBytes plain = secret("some secrets")) {
      byte[] file = seal.seal(plain, RANDOM);
      for (int length = 0; length < file.length; length++) {
        assertThat(PassphraseSeal.isIntact(Arrays.copyOf(file, length))).isFalse();
      }
      assertThat(PassphraseSeal.isIntact(Arrays.copyOf(file, file.length + 1))).isFalse();
    }
  }

  /// Made once with the reference implementation (`argon2 -id -m 16 -t 3 -p 1 -l 32`): the format
  /// on people's disks must not change under its version.
  @Test
  void the_key_of_version_1_is_argon2id_with_64_mib_and_3_passes() {
    try (SecretBytes passphrase = secret("correct horse battery staple");
        SecretBytes key =
            PassphraseSeal.argon2id(
                passphrase, "0123456789abcdef".getBytes(StandardCharsets.US_ASCII))) {
      String hex = key.use(HexFormat.of()::formatHex);
      assertThat(hex).isEqualTo("94c86f541abdb3d9aabfea59aa03963549483e9c0b1a79336e76b54cee6c917e");
    }
  }

  private static PassphraseSeal fresh(String passphrase) {
    try (SecretBytes secret = secret(passphrase)) {
      return PassphraseSeal.fresh(PassphraseSealTest::cheaply, secret, RANDOM);
    }
  }

  private static PassphraseSeal of(String passphrase, byte[] file) {
    try (SecretBytes secret = secret(passphrase)) {
      return PassphraseSeal.of(PassphraseSealTest::cheaply, secret, file);
    }
  }

  private static SecretBytes cheaply(SecretBytes passphrase, byte[] salt) {
    return passphrase.use(bytes -> new SecretBytes(Sha256.of(salt, bytes).toByteArray()));
  }

  private static SecretBytes secret(String text) {
    return new SecretBytes(text.getBytes(StandardCharsets.UTF_8));
  }
}
