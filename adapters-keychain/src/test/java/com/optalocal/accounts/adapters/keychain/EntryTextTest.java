package com.optalocal.accounts.adapters.keychain;

import static org.assertj.core.api.Assertions.assertThat;

import com.optalocal.accounts.domain.SecretBytes;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class EntryTextTest {
  @Test
  void text_stands_as_it_is_and_everything_else_is_escaped() {
    assertThat(encode("73 6b 2d 61 6e 74")).isEqualTo("sk-ant");
    assertThat(encode("5a 6f c3 ab 20 f0 9f 98 80 0a")).isEqualTo("Zoë 😀\n");
    assertThat(encode("61 00 62")).isEqualTo("base64:YQBi");
    assertThat(encode("ff")).isEqualTo("base64:/w==");
    assertThat(encode("c0 80")).isEqualTo("base64:wIA=");
    assertThat(encode("ed a0 80")).isEqualTo("base64:7aCA");
    assertThat(encode("62 61 73 65 36 34 3a")).isEqualTo("base64:YmFzZTY0Og==");
    assertThat(encode("")).isEqualTo("base64:");
  }

  @Test
  void what_others_wrote_is_read_as_text() {
    assertThat(decode("base64:%%")).isEqualTo("62 61 73 65 36 34 3a 25 25");
    assertThat(decode("plain")).isEqualTo("70 6c 61 69 6e");
  }

  @Test
  void every_value_comes_back_and_no_two_share_a_spelling() {
    long seed = 20260304;
    SplittableRandom random = new SplittableRandom(seed);
    Map<String, String> spelled = new HashMap<>();
    for (int i = 0; i < 20_000; i++) {
      byte[] bytes = new byte[random.nextInt(12)];
      random.nextBytes(bytes);
      if (random.nextBoolean()) { // where the escape and plain text meet
        byte[] prefix = "base64:".getBytes(StandardCharsets.US_ASCII);
        int length = Math.min(bytes.length, random.nextInt(prefix.length + 1));
        System.arraycopy(prefix, 0, bytes, 0, length);
      }
      String hex = HexFormat.ofDelimiter(" ").formatHex(bytes);
      String text = encode(hex);
      assertThat(decode(text)).as("seed %d", seed).isEqualTo(hex);
      assertThat(spelled.putIfAbsent(text, hex)).as("seed %d", seed).isIn(null, hex);
    }
  }

  private static String encode(String hex) {
    byte[] bytes = hex.isEmpty() ? new byte[0] : HexFormat.ofDelimiter(" ").parseHex(hex);
    try (SecretBytes secret = new SecretBytes(bytes)) {
      return EntryText.encode(secret);
    }
  }

  private static String decode(String text) {
    try (SecretBytes secret = EntryText.decode(text)) {
      return secret.use(HexFormat.ofDelimiter(" ")::formatHex);
    }
  }
}
