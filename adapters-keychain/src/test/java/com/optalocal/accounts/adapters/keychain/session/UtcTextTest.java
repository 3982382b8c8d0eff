package com.optalocal.accounts.adapters.keychain.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class UtcTextTest {
  @Test
  void it_agrees_with_the_library_on_any_instant() {
    long seed = 20260304;
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < 20_000; i++) {
      Instant instant =
          Instant.ofEpochSecond(
              random.nextLong(-62_167_219_200L, 253_402_300_800L), random.nextInt(1_000_000_000));
      String text = UtcText.of(instant);
      assertThat(Instant.parse(text))
          .as("seed %d", seed)
          .isEqualTo(instant.truncatedTo(ChronoUnit.MILLIS));
      assertThat(text).hasSize(24);
      assertThat(UtcText.parse(instant.toString())).as("seed %d", seed).isEqualTo(instant);
    }
  }

  @Test
  void it_reads_what_javascript_and_postgres_write() {
    assertThat(UtcText.parse("2026-03-04T09:41:03.000Z")).isEqualTo("2026-03-04T09:41:03Z");
    assertThat(UtcText.parse("2026-03-04T09:41:03Z")).isEqualTo("2026-03-04T09:41:03Z");
    assertThat(UtcText.parse("2026-03-04T09:41:03.123456Z"))
        .isEqualTo("2026-03-04T09:41:03.123456Z");
    assertThat(UtcText.parse("2024-02-29T23:59:59.9Z")).isEqualTo("2024-02-29T23:59:59.900Z");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "2026-03-04",
        "2026-03-04T09:41:03",
        "2026-03-04 09:41:03Z",
        "2026-03-04t09:41:03z",
        "2026-03-04T09:41:03+00:00",
        "2026-03-04T09:41:03.Z",
        "2026-03-04T09:41:03.1234567890Z",
        "2026-03-04T09:41:03.12xZ",
        "2026-13-04T09:41:03Z",
        "2025-02-29T09:41:03Z",
        "2026-03-04T24:00:00Z",
        "2026-03-04T09:60:03Z",
        "2026-03-04T09:41:60Z",
        "+026-03-04T09:41:03Z",
        "２026-03-04T09:41:03Z"
      })
  void it_refuses_everything_else(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> UtcText.parse(text));
  }
}
