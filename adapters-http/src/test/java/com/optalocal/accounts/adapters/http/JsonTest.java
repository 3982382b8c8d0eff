package com.optalocal.accounts.adapters.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "[]",
        "\"text\"",
        "{",
        "{\"a\":1,\"a\":2}",
        "{\"a\":1,\"\\u0061\":2}",
        "{\"a\":{\"b\":1,\"b\":2}}",
        "{} {}",
        "{}x",
        "{'a':1}",
        "{\"a\":1,}",
        "{\"a\":1}//",
        "{\"a\":NaN}",
        "{\"a\":01}"
      })
  void anything_but_one_plain_object_is_refused(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Json.readObject(text.getBytes(StandardCharsets.UTF_8)))
        .withMessage("not one JSON object");
  }

  @Test
  void depth_is_bounded() {
    String deep = "{\"a\":" + "[".repeat(40) + "]".repeat(40) + "}";

    assertThatIllegalArgumentException()
        .isThrownBy(() -> Json.readObject(deep.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void only_utf_8_is_read() {
    for (Charset charset : List.of(StandardCharsets.UTF_16, StandardCharsets.UTF_16LE)) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> Json.readObject("{\"a\":1}".getBytes(charset)));
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Json.readObject("{\"a\":\"ë\"}".getBytes(StandardCharsets.ISO_8859_1)));
  }

  @Test
  void fields_are_taken_by_their_exact_type() {
    Fields fields =
        new Fields(
            Json.object().put("text", "1").put("number", 2).put("fraction", 2.5).putNull("none"));

    assertThat(fields.text("text")).isEqualTo("1");
    assertThat(fields.number("number")).isEqualTo(2);
    assertThat(fields.optionalText("none")).isEmpty();
    assertThat(fields.optionalText("missing")).isEmpty();
    assertThatIllegalArgumentException().isThrownBy(() -> fields.text("number"));
    assertThatIllegalArgumentException().isThrownBy(() -> fields.number("text"));
    assertThatIllegalArgumentException().isThrownBy(() -> fields.number("fraction"));
    assertThatIllegalArgumentException().isThrownBy(() -> fields.text("none"));
    assertThatIllegalArgumentException().isThrownBy(() -> fields.texts("text"));
  }

  @Test
  void members_that_nobody_asked_for_are_refused() {
    Fields fields = new Fields(Json.object().put("known", "1").put("unknown", "2"));
    fields.text("known");

    assertThatIllegalArgumentException().isThrownBy(fields::end);

    fields.optionalText("unknown");
    fields.end();
  }
}
