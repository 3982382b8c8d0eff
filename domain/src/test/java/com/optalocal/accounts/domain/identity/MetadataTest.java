package com.optalocal.accounts.domain.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MetadataTest {
  @Test
  void what_is_encoded_is_read_back_whatever_the_names_are() {
    Random random = new Random(20261122);
    String letters = "a\"\\:,{}[]/ é漢😀'";
    for (int round = 0; round < 2_000; round++) {
      TreeMap<String, String> members = new TreeMap<>();
      for (int i = random.nextInt(5); i > 0; i--) {
        members.put(word(random, letters), json(word(random, letters)));
      }
      Metadata metadata = new Metadata(members);

      assertThat(Metadata.parse(metadata.encoded())).as(metadata.encoded()).isEqualTo(metadata);
    }
  }

  @Test
  void a_patch_replaces_adds_and_with_null_takes_away() {
    Metadata old = new Metadata(new TreeMap<>(Map.of("a", "1", "b", "{\"deep\":true}", "c", "3")));
    Metadata patch = new Metadata(new TreeMap<>(Map.of("b", "null", "c", "[4]", "d", "5")));

    assertThat(old.merge(patch).members()).isEqualTo(Map.of("a", "1", "c", "[4]", "d", "5"));
    assertThat(old.merge(Metadata.EMPTY)).isEqualTo(old);
  }

  @Test
  void texts_come_out_as_they_went_in() {
    Metadata metadata =
        Metadata.of("name", "Zoë \\ \"Z\"").withFlag("yes", true).withTexts("list", List.of("x"));

    assertThat(metadata.text("name")).contains("Zoë \\ \"Z\"");
    assertThat(metadata.text("yes")).isEmpty();
    assertThat(metadata.text("list")).isEmpty();
    assertThat(metadata.text("none")).isEmpty();
    assertThat(metadata.members())
        .isEqualTo(Map.of("name", "\"Zoë \\\\ \\\"Z\\\"\"", "yes", "true", "list", "[\"x\"]"));
  }

  @Test
  void more_than_it_may_hold_is_refused() {
    String half = "\"" + "x".repeat(Metadata.MAX_BYTES / 2) + "\"";
    TreeMap<String, String> members = new TreeMap<>(Map.of("a", half));
    new Metadata(members);
    members.put("b", half);

    assertThatThrownBy(() -> new Metadata(members)).isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\n", "\u0000", "\ud800", "\udc00x"})
  void what_no_text_should_hold_is_refused_and_not_repeated(String bad) {
    assertThatThrownBy(() -> Metadata.of("name", "before" + bad + "behind"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageNotContaining("before");
    assertThatThrownBy(() -> Metadata.of("before" + bad, "x"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "[]", "{\"a\"}", "{a:1}", "{\"a\":1", "{\"a\\\":1}", "{\"a\":}"})
  void a_damaged_column_is_noticed(String damaged) {
    assertThatThrownBy(() -> Metadata.parse(damaged)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void it_never_prints_what_it_holds() {
    assertThat(Metadata.of("secret", "hunter2").toString()).doesNotContain("secret", "hunter2");
  }

  private static String word(Random random, String letters) {
    int[] points = letters.codePoints().toArray();
    StringBuilder word = new StringBuilder("k");
    for (int i = random.nextInt(6); i > 0; i--) {
      word.appendCodePoint(points[random.nextInt(points.length)]);
    }
    return word.toString();
  }

  private static String json(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }
}
