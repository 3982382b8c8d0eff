package com.optalocal.accounts.domain.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.optalocal.accounts.domain.ByteString;
import com.optalocal.accounts.domain.device.crypto.JoinProof;
import com.optalocal.accounts.domain.note.Note;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JoinProofTest {
  private static final WordList LIST =
      new WordList(
          IntStream.range(0, WordList.SIZE)
              .mapToObj(i ->
                  "w" + (char) ('a' + i / 676) + (char) ('a' + i / 26 % 26) + (char) ('a' + i % 26))
              .toList());
  private static final JoinRequestId REQUEST = new JoinRequestId(ByteString.copyOf(new byte[16]));
  private static final Note TEXT = Note.unsigned("opta-device-request/v2\n");

  @Test
  void the_same_words_prove_and_others_do_not() {
    JoinProof mine =
        JoinProof.derive(JoinWords.typed("waaa waab waac waad waae waaf", LIST), REQUEST);
    JoinProof same =
        JoinProof.derive(JoinWords.typed("  WAAA-waab waac\twaad waae  waaf ", LIST), REQUEST);
    JoinProof other =
        JoinProof.derive(JoinWords.typed("waaa waab waac waad waae waag", LIST), REQUEST);
    ByteString tag = mine.ofRequest(TEXT);
    assertThat(same.provesRequest(TEXT, tag)).isTrue();
    assertThat(other.provesRequest(TEXT, tag)).isFalse();
    assertThat(same.provesReply(TEXT, tag)).as("a request's proof is no reply's").isFalse();
    assertThat(same.provesReply(TEXT, mine.ofReply(TEXT))).isTrue();
    assertThat(same.provesRequest(Note.unsigned("other\n"), tag)).isFalse();
    JoinRequestId elsewhere =
        new JoinRequestId(
            ByteString.copyOf(
                "0123456789abcdef".getBytes(java.nio.charset.StandardCharsets.US_ASCII)));
    JoinProof salted =
        JoinProof.derive(JoinWords.typed("waaa waab waac waad waae waaf", LIST), elsewhere);
    assertThat(salted.provesRequest(TEXT, tag)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "waaa",
        "waaa waab waac waad waae",
        "waaa waab waac waad waae waaf waag",
        "waaa waab waac waad waae nope"
      })
  void words_that_cannot_be_right_are_refused_before_anything_is_counted(String typed) {
    assertThatIllegalArgumentException().isThrownBy(() -> JoinWords.typed(typed, LIST));
  }

  @Test
  void generated_words_come_from_the_whole_list_and_never_print() {
    Random seeded = new Random(3);
    JoinWords words =
        JoinWords.generate(
            LIST,
            count -> {
              byte[] bytes = new byte[count];
              seeded.nextBytes(bytes);
              return bytes;
            });
    assertThat(words.reveal().split(" ")).hasSize(6).allMatch(LIST::contains);
    assertThat(words.toString()).isEqualTo("JoinWords[redacted]");
  }

  @Test
  void a_word_list_has_2048_distinct_words() {
    assertThatIllegalArgumentException().isThrownBy(() -> new WordList(List.of("one")));
  }
}
