package com.optalocal.accounts.adapters.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTextTest {
  private static JsonValue read(String text) {
    return JsonText.read(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String written(JsonValue value) {
    return new String(JsonText.write(value), StandardCharsets.UTF_8);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "[]",
        "null",
        "true",
        "\"Zo\u00eb \ud83d\ude00 \\u0000 \\\\ \\\" /\"",
        "{\"b\":1,\"a\":[false,{\"x\":null}],\"\":\"\"}",
        "[9223372036854775807,-0.5,1E+3]"
      })
  void what_is_read_is_written_the_same(String text) {
    assertThat(written(read(text))).isEqualTo(text);
  }

  @Test
  void the_form_for_people_reads_the_same() {
    JsonValue value = read("{\"keys\":[{\"name\":\"A\"},{\"name\":\"B\"}],\"ok\":true}");
    byte[] indented = JsonText.indented(value);
    assertThat(JsonText.read(indented)).isEqualTo(value);
    assertThat(new String(indented, StandardCharsets.UTF_8)).contains("\n  \"ok\": true");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "{",
        "[1,",
        "{\"a\"}",
        "{\"a\":}",
        "{\"a\":1}x",
        "{} {}",
        "{'a':1}",
        "{a:1}",
        "[1,]",
        "NaN",
        "01",
        "\"\n\"",
        "// no\n{}",
        "\ufeff{}"
      })
  void anything_but_one_document_is_refused(String text) {
    assertThatThrownBy(() -> read(text)).isInstanceOf(MalformedJson.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"a\":1,\"a\":1} | /a",
        "{\"p\":{\"x\":[0,{\"y\":1,\"y\":2}]}} | /p/x/1/y",
        "{\"a/b~c\":{\"d\":1,\"d\":1}} | /a~1b~0c/d"
      })
  void a_name_that_comes_twice_is_pointed_at(String text, String pointer) {
    MalformedJson refused = catchThrowableOfType(MalformedJson.class, () -> read(text));
    assertThat(refused.pointer()).isEqualTo(pointer);
  }

  @Test
  void other_encodings_are_refused() {
    assertThatThrownBy(() -> JsonText.read("{}".getBytes(StandardCharsets.UTF_16BE)))
        .isInstanceOf(MalformedJson.class);
    assertThatThrownBy(() -> JsonText.read(new byte[] {'"', (byte) 0xc0, (byte) 0x80, '"'}))
        .isInstanceOf(MalformedJson.class);
  }

  @Test
  void depth_is_bounded() {
    assertThat(read("[".repeat(32) + "]".repeat(32))).isInstanceOf(JsonValue.Array.class);
    assertThatThrownBy(() -> read("[".repeat(33) + "]".repeat(33)))
        .isInstanceOf(MalformedJson.class);
    assertThatThrownBy(() -> read("[".repeat(100_000))).isInstanceOf(MalformedJson.class);
  }

  @Test
  void no_message_repeats_what_was_sent() {
    for (String text : List.of("{\"k\":sk-ant-1}", "\"sk-ant-1", "{\"k\":\"sk-ant-1\"}sk-ant-1")) {
      MalformedJson refused = catchThrowableOfType(MalformedJson.class, () -> read(text));
      assertThat(refused).hasMessageNotContaining("sk-ant").hasNoCause();
    }
  }

  @Test
  void no_value_prints_what_it_holds() {
    JsonValue value = read("{\"k\":[\"sk-ant-1\",12345]}");
    assertThat(value.toString()).doesNotContain("sk-ant").doesNotContain("12345");
    JsonValue.Fields fields = (JsonValue.Fields) value;
    assertThat(fields.array("k").toString()).doesNotContain("sk-ant").doesNotContain("12345");
  }

  @Test
  void members_are_looked_up_by_type() {
    JsonValue.Fields fields =
        JsonText.readFields(
            "{\"t\":\"x\",\"n\":7,\"h\":0.5,\"f\":true,\"o\":{},\"a\":[\"x\",1,{}]}"
                .getBytes(StandardCharsets.UTF_8));
    assertThat(fields.text("t")).contains("x");
    assertThat(fields.text("n")).isEmpty();
    assertThat(fields.number("n")).contains(7L);
    assertThat(fields.number("h")).isEmpty();
    assertThat(fields.isTrue("f")).isTrue();
    assertThat(fields.isTrue("t")).isFalse();
    assertThat(fields.fields("o")).contains(JsonValue.Fields.NONE);
    assertThat(fields.texts("a")).containsExactly("x");
    assertThat(fields.objects("a")).containsExactly(JsonValue.Fields.NONE);
    assertThat(fields.array("none")).isEmpty();
  }

  @Test
  void a_huge_exponent_is_no_whole_number() {
    assertThat(new JsonValue.Numeral(new BigDecimal("1E+1000000000")).asLong()).isEmpty();
  }

  @Test
  void a_number_beyond_all_numbers_is_refused() {
    assertThatThrownBy(() -> JsonText.read("18e089000000000".getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(MalformedJson.class);
  }
}
