package com.optalocal.accounts.adapters.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FormTest {
  @Test
  void fields_come_out_as_they_were_typed() {
    Form form = Form.parse("name=Zo%C3%AB+B&empty=&flag&a%3Db=c%26d");

    assertThat(form.get("name")).isEqualTo("Zoë B");
    assertThat(form.get("empty")).isEmpty();
    assertThat(form.get("flag")).isEmpty();
    assertThat(form.get("a=b")).isEqualTo("c&d");
    assertThat(form.get("missing")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a=1&a=2",
        "a=1&%61=2",
        "a=%",
        "a=%4",
        "a=%zz",
        "a=%ff",
        "a=%c0%af",
        "a=%ed%a0%80",
        "a=\u00eb",
        "a=%\uff11\uff11"
      })
  void what_could_be_read_in_two_ways_is_refused(String encoded) {
    assertThatIllegalArgumentException().isThrownBy(() -> Form.parse(encoded));
  }

  @Test
  void there_is_a_limit_to_the_number_of_fields() {
    String many =
        IntStream.range(0, 65).mapToObj(i -> "f" + i + "=").collect(Collectors.joining("&"));

    assertThatIllegalArgumentException().isThrownBy(() -> Form.parse(many));
  }

  @ParameterizedTest
  @ValueSource(strings = {"next", "redirect_to"})
  void an_address_to_go_on_to_is_no_field_like_others(String name) {
    Form form = Form.parse(name + "=%2F%2Fevil.com");

    assertThatIllegalStateException().isThrownBy(() -> form.get(name));
  }
}
