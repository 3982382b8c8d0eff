package com.optalocal.accounts.adapters.keychain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;

final class StrictJsonTest {
  private static final JsonFactory JACKSON =
      JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();
  private static final List<String> SEEDS =
      List.of(
          "{\"project\": \"cytjsmezydytbmjrolyz\", \"session\": {\"access_token\": \"a.b-c_d\","
              + " \"expires_at\": 1772619852}, \"user\": {\"id\": \"user_123\"}}",
          "{\"a\":[1,-2.5e+10,0,[{\"b\":null}],true,false],\"c\":{},\"d\":[]}",
          "\t{ \"é😀\\u00e9\\ud83d\\ude00\" : \"\\\"\\\\\\/\\b\\f\\n\\r\\t\" ,\r\n\"z\":-9}\n",
          "{\"n\":9223372036854775807,\"m\":-9223372036854775808,\"o\":9223372036854775808}");

  /// Jackson is the judge: what it refuses is refused, what both take means the same.
  @Test
  void it_agrees_with_jackson_on_whatever_becomes_of_a_document() throws StrictJson.Malformed {
    long seed = 20260304;
    SplittableRandom random = new SplittableRandom(seed);
    int taken = 0;
    for (int i = 0; i < 60_000; i++) {
      byte[] json = mutated(SEEDS.get(i % SEEDS.size()), random);
      boolean byJackson = isTakenByJackson(json);
      boolean byUs = isTaken(json);
      if (byUs) {
        taken++;
        assertThat(byJackson).as("seed %d, round %d: %s", seed, i, text(json)).isTrue();
        compare(json);
      } else if (byJackson) {
        assertThat(isStricterOnPurpose(json)).as("seed %d, %d: %s", seed, i, text(json)).isTrue();
      }
    }
    assertThat(taken).isGreaterThan(5_000);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"a\":\"\\ud800\"}",
        "{\"a\":\"\\udc00\"}",
        "{\"a\":\"\\ud800\\ud800\\udc00\"}",
        "{\"a\":\"\\ud83dx\\ude00\"}",
        "{\"\\u0061\":1,\"a\":2}",
        "{\"a\":01}",
        "{\"a\":+1}",
        "{\"a\":.5}",
        "{\"a\":1.}",
        "{\"a\":-}",
        "{\"a\":1e}",
        "{\"a\":NaN}",
        "{\"a\":'x'}",
        "{a:1}",
        "{\"a\":1,}",
        "{,\"a\":1}",
        "{\"a\":[1,]}",
        "{\"a\":[,1]}",
        "{\"a\":tru}",
        "{\"a\":\"\\x\"}",
        "{\"a\":\"\\u12g4\"}",
        "{\"a\":\"\\u\uff11234\"}",
        "{\"a\":\"\t\"}",
        "{\"a\" 1}",
        "{\"a\":1 \"b\":2}",
        "{\"a\":1}}",
        "{\"a\":1}/**/",
        "{\"a\":1}\0",
        "\ufeff{\"a\":1}",
        "\u00a0{\"a\":1}"
      })
  void what_is_not_quite_json_is_refused(String json) {
    assertThat(isTaken(json.getBytes(StandardCharsets.UTF_8))).isFalse();
  }

  @Test
  void bytes_that_are_no_utf_8_are_refused() {
    for (byte[] odd :
        new byte[][] {
          {(byte) 0xff}, {(byte) 0xc0, (byte) 0x80}, {(byte) 0xed, (byte) 0xa0, 0x20}
        }) {
      byte[] json = "{\"a\":\"   \"}".getBytes(StandardCharsets.US_ASCII);
      System.arraycopy(odd, 0, json, 6, odd.length);
      assertThat(isTaken(json)).isFalse();
    }
  }

  @Test
  void levels_are_counted_and_the_stack_is_safe() {
    assertThat(isTaken(nested("[", "]", 31))).isTrue();
    assertThat(isTaken(nested("[", "]", 32))).isFalse();
    assertThat(isTaken(nested("{\"a\":", "}", 32))).isFalse();
    assertThat(isTaken(nested("[", "]", 30_000))).isFalse();
  }

  @Test
  void whole_numbers_are_read_to_the_last_and_no_further() throws StrictJson.Malformed {
    assertThat(integer("9223372036854775807")).isEqualTo(Long.MAX_VALUE);
    assertThat(integer("-9223372036854775808")).isEqualTo(Long.MIN_VALUE);
    assertThat(integer("-0")).isZero();
    for (String other :
        new String[] {
          "9223372036854775808",
          "-9223372036854775809",
          "92233720368547758070",
          "1e2",
          "1.0",
          "\"1\"",
          "null",
          "true"
        }) {
      assertThatThrownBy(() -> integer(other)).isInstanceOf(StrictJson.Malformed.class);
    }
  }

  @Test
  void messages_do_not_repeat_what_was_found() {
    assertThatThrownBy(() -> new StrictJson("S3CRET".getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(StrictJson.Malformed.class)
        .hasMessageNotContaining("S3CRET")
        .hasNoCause();
  }

  private static long integer(String value) throws StrictJson.Malformed {
    byte[] json = ("{\"a\":" + value + "}").getBytes(StandardCharsets.UTF_8);
    try (StrictJson reader = new StrictJson(json)) {
      assertThat(reader.nextField()).isEqualTo("a");
      return reader.integer();
    }
  }

  private static byte[] nested(String open, String close, int levels) {
    return ("{\"a\":" + open.repeat(levels) + "1" + close.repeat(levels) + "}")
        .getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] mutated(String seed, SplittableRandom random) {
    StringBuilder text = new StringBuilder(seed);
    String alphabet = "{}[]\",:\\/ \n0123456789-+.eEtrufalsn\u0001\u00e9ud8";
    for (int changes = random.nextInt(3); changes >= 0; changes--) {
      int at = random.nextInt(text.length());
      char c = alphabet.charAt(random.nextInt(alphabet.length()));
      switch (random.nextInt(4)) {
        case 0 -> text.setCharAt(at, c);
        case 1 -> text.insert(at, c);
        case 2 -> text.deleteCharAt(at);
        default -> {
          int to = Math.min(text.length(), at + random.nextInt(6));
          text.insert(random.nextInt(text.length()), text.substring(at, to));
        }
      }
    }
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static boolean isTakenByJackson(byte[] json) {
    try (JsonParser parser = JACKSON.createParser(ObjectReadContext.empty(), json)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return false;
      }
      parser.skipChildren();
      return parser.nextToken() == null;
    } catch (JacksonException e) {
      return false;
    }
  }

  private static boolean isTaken(byte[] json) {
    try (StrictJson ours = new StrictJson(json)) {
      while (ours.nextField() != null) {
        ours.skip();
      }
      ours.end();
      return true;
    } catch (StrictJson.Malformed e) {
      return false;
    }
  }

  /// Reads with both, each value by its kind.
  private static void compare(byte[] json) throws StrictJson.Malformed {
    try (StrictJson ours = new StrictJson(json);
        JsonParser jackson = JACKSON.createParser(ObjectReadContext.empty(), json)) {
      jackson.nextToken();
      compare(ours, jackson);
      ours.end();
    }
  }

  private static void compare(StrictJson ours, JsonParser jackson) throws StrictJson.Malformed {
    for (String name = ours.nextField(); name != null; name = ours.nextField()) {
      assertThat(jackson.nextName()).isEqualTo(name);
      switch (jackson.nextToken()) {
        case START_OBJECT -> {
          ours.enter();
          compare(ours, jackson);
        }
        case VALUE_STRING -> assertThat(ours.text()).isEqualTo(jackson.getString());
        case VALUE_TRUE, VALUE_FALSE ->
            assertThat(ours.bool()).isEqualTo(jackson.getBooleanValue());
        case VALUE_NUMBER_INT -> {
          if (jackson.getNumberType() == JsonParser.NumberType.BIG_INTEGER) {
            ours.skip();
          } else {
            assertThat(ours.integer()).isEqualTo(jackson.getLongValue());
          }
        }
        default -> {
          ours.skip();
          jackson.skipChildren();
        }
      }
    }
    assertThat(jackson.nextToken()).isEqualTo(JsonToken.END_OBJECT);
  }

  /// Jackson lets half a character pass where it is escaped.
  private static boolean isStricterOnPurpose(byte[] json) {
    return text(json).toLowerCase(Locale.ROOT).contains("\\ud");
  }

  private static String text(byte[] json) {
    return new String(json, StandardCharsets.UTF_8);
  }
}
