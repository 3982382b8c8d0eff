package com.optalocal.accounts.domain.note.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import com.optalocal.accounts.domain.SeededRandom;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class Sha256Test {
  @Test
  void the_examples_of_fips_180() {
    assertThat(HexFormat.of().formatHex(Sha256.of("abc").toByteArray()))
        .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    assertThat(HexFormat.of().formatHex(Sha256.of("").toByteArray()))
        .isEqualTo("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  }

  @Test
  void both_ways_are_one_hash_however_the_input_is_cut() {
    for (int length = 0; length <= 200; length++) {
      byte[] input = new SeededRandom(length).next(length);
      int cut = length / 3;

      assertThat(Sha256.ofShort(input)).isEqualTo(Sha256.of(input));
      assertThat(
              Sha256.ofShort(
                  Arrays.copyOf(input, cut), new byte[0], Arrays.copyOfRange(input, cut, length)))
          .isEqualTo(Sha256.of(input));
    }
  }
}
