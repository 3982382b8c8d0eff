package com.optalocal.accounts.bootstrap.server;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MaskingTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "opta_tok_V4cZ2m0q1yT7b8S9",
        "own_1dOjai9ZiScQVbCbD3jHeRGN6rYB7e9W",
        "eyJhbGciOiJFUzI1NiJ9.eyJzdWIiOiIxMjMifQ.c2lnbmF0dXJlLWJ5dGVz",
        "sk-ant-api03-abcdefghijkl",
        "ghp_abcdefghijklmnopqrst",
        "Bearer abcdefghijklmnopqrstuvwxyz",
        "password=hunter2hunter2",
        "/callback?code=abc123&x=1"
      })
  void what_looks_like_a_secret_is_masked(String secret) {
    String masked = Masking.mask("before " + secret + " after");
    assertThat(masked).contains("before ", "[masked]", " after");
    assertThat(masked).doesNotContain(secret.substring(secret.length() / 2));
  }

  @Test
  void an_ordinary_message_stays_as_it_is() {
    assertThat(Masking.mask("operation vault.pull failed: java.io.IOException"))
        .isEqualTo("operation vault.pull failed: java.io.IOException");
  }

  @Test
  void nobody_can_forge_a_line() {
    assertThat(Masking.mask("name\r\n2026 INFO forged\u001b[2J"))
        .isEqualTo("name 2026 INFO forged [2J");
  }
}
