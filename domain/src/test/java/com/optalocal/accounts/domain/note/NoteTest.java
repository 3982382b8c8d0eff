package com.optalocal.accounts.domain.note;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.optalocal.accounts.domain.SecretBytes;
import com.optalocal.accounts.domain.note.crypto.SigningKey;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NoteTest {
  private static final SigningKey ANA = key(1);
  private static final SigningKey BEN = key(2);
  private static final Note TEXT = Note.unsigned("opta-test/v1\nfield value\n");

  private static SigningKey key(int fill) {
    byte[] seed = new byte[32];
    Arrays.fill(seed, (byte) fill);
    return new SigningKey(new SecretBytes(seed));
  }

  @Test
  void a_signed_note_reads_back_as_itself() {
    Note signed = BEN.sign(ANA.sign(TEXT));
    Note read = Note.parse(signed.encoded());
    assertThat(read).isEqualTo(signed);
    assertThat(read.isSignedExactlyBy(ANA.verificationKey(), BEN.verificationKey())).isTrue();
    assertThat(read.isSignedExactlyBy(BEN.verificationKey(), ANA.verificationKey())).isFalse();
    assertThat(read.isSignedExactlyBy(ANA.verificationKey())).isFalse();
    assertThat(read.type()).isEqualTo("opta-test/v1");
  }

  @Test
  void the_hash_covers_the_text_and_no_signature() {
    assertThat(ANA.sign(TEXT).hash()).isEqualTo(TEXT.hash());
  }

  @Test
  void unknown_signatures_are_ignored_where_one_is_looked_for() {
    Note signed = BEN.sign(ANA.sign(TEXT));
    assertThat(signed.isSignedBy(BEN.verificationKey())).isTrue();
    assertThat(signed.isSignedBy(key(3).verificationKey())).isFalse();
  }

  @Test
  void a_signature_under_another_name_does_not_count() {
    Note signed = ANA.signAs("somebody", TEXT);
    assertThat(signed.isSignedBy(ANA.verificationKey())).isFalse();
    assertThat(signed.isSignedBy("somebody", ANA.verificationKey())).isTrue();
  }

  @Test
  void any_flipped_bit_ends_the_signature() {
    byte[] wire = ANA.sign(TEXT).encoded().getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < wire.length * 8; i++) {
      byte[] flipped = wire.clone();
      flipped[i / 8] ^= (byte) (1 << i % 8);
      boolean stillSigned;
      try {
        stillSigned = Note.parse(flipped).isSignedExactlyBy(ANA.verificationKey());
      } catch (IllegalArgumentException refused) {
        stillSigned = false;
      }
      assertThat(stillSigned).as("bit %d", i).isFalse();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "\n",
        "text\n",
        "text\n\n",
        "text\n\n— a\n",
        "text\n\n— a AAAAAA==\n",
        "text\n\n— a AAAAAAAA",
        "text\n\n- a AAAAAAAA\n",
        "text\n\n—  AAAAAAAA\n",
        "text\n\n— a+b AAAAAAAA\n",
        "text\n\n— a AAAA AAAA\n",
        "te\u0000xt\n\n— a AAAAAAAA\n",
        "te\rxt\n\n— a AAAAAAAA\n",
        "text\n\n— a AAAAAAAB=\n",
      })
  void malformed_notes_are_refused(String wire) {
    assertThatIllegalArgumentException().isThrownBy(() -> Note.parse(wire));
  }

  @Test
  void bytes_that_are_not_utf8_are_refused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Note.parse(new byte[] {(byte) 0xff, '\n', '\n'}));
  }

  @Test
  void too_much_is_refused() {
    String line = "— a AAAAAAAA\n";
    assertThatIllegalArgumentException().isThrownBy(() -> Note.parse("t\n\n" + line.repeat(65)));
    assertThat(Note.parse("t\n\n" + line.repeat(64)).signatures()).hasSize(64);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Note.parse("t".repeat(Note.MAX_BYTES) + "\n\n" + line));
  }

  @Test
  void fields_come_in_their_order_or_not_at_all() {
    NoteFields.Reader in = NoteFields.read(TEXT, "opta-test/v1");
    assertThatIllegalArgumentException().isThrownBy(() -> in.next("other"));
    assertThat(in.next("field")).isEqualTo("value");
    in.end();
    assertThatIllegalArgumentException().isThrownBy(() -> NoteFields.read(TEXT, "opta-test/v2"));
    NoteFields.Reader left = NoteFields.read(TEXT, "opta-test/v1");
    assertThatIllegalArgumentException().isThrownBy(left::end);
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "+1", "01", "1 ", "", "1e3", "9999999999999999999"})
  void numbers_have_one_spelling(String number) {
    Note note = Note.unsigned("t\nn " + number + "\n");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> NoteFields.read(note, "t").nextNumber("n"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"2026-01-01T00:00:00.000Z", "2026-01-01", "2026-01-01T00:00:00+00:00", "now"})
  void instants_have_one_spelling(String instant) {
    Note note = Note.unsigned("t\nat " + instant + "\n");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> NoteFields.read(note, "t").nextInstant("at"));
  }

  @Test
  void a_signing_key_never_prints() {
    assertThat(List.of(ANA, ANA.seed()).toString())
        .isEqualTo("[SigningKey[redacted], SecretBytes[redacted]]");
  }
}
