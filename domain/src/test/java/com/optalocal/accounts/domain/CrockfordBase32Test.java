package com.optalocal.accounts.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CrockfordBase32Test {
  @Test
  void what_is_encoded_reads_back_for_every_length() {
    Random seeded = new Random(11);
    for (int length = 1; length < 64; length++) {
      byte[] bytes = new byte[length];
      seeded.nextBytes(bytes);
      assertThat(CrockfordBase32.decode(CrockfordBase32.encode(bytes), length)).isEqualTo(bytes);
    }
  }

  @Test
  void leading_zeros_are_kept() {
    assertThat(CrockfordBase32.encode(new byte[5])).isEqualTo("00000000");
    assertThat(CrockfordBase32.decode("00000000", 5)).isEqualTo(new byte[5]);
  }

  @Test
  void people_may_write_look_alikes_lower_case_and_hyphens() {
    byte[] bytes = HexFormat.of().parseHex("0842108421");
    assertThat(CrockfordBase32.encode(bytes)).isEqualTo("11111111");
    assertThat(CrockfordBase32.decode("iIlL-1 1-11", 5)).isEqualTo(bytes);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "1", "111111111", "1111111U", "ZZZZZZZ", "1111111é", "1111111ſ"})
  void anything_else_is_refused(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> CrockfordBase32.decode(text, 5));
  }

  @Test
  void a_megabyte_of_digits_is_refused_at_once() {
    String many = "1".repeat(1 << 20);
    assertThatIllegalArgumentException().isThrownBy(() -> CrockfordBase32.decode(many, 5));
  }
}
