package com.optalocal.accounts.domain.note;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.optalocal.accounts.domain.SecretBytes;
import com.optalocal.accounts.domain.note.crypto.SigningKey;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
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
        "\ntext\n\n— a AAAAAAAA\n",
        "text\r\n\r\n— a AAAAAAAA\r\n",
        "text\n\n— a AAAAAAAA\n\n",
        "text\n\n— a AAAAAAAA\n\n\n",
        "text\n\n— a AAAAAAAA\u0000\n",
        "text\n\n— a AAAAAAAA \n",
        "text\n\n— a AAAAAA\n",
        "text\n\n—\u00a0a AAAAAAAA\n",
        "text\n\n— a\u00a0b AAAAAAAA\n",
        "text\n\n— a\u0085b AAAAAAAA\n",
        "text\n\n— a\u2007b AAAAAAAA\n",
        "text\n\n— a\u3000b AAAAAAAA\n",
        "te\ud800xt\n\n— a AAAAAAAA\n",
        "text\udc00\n\n— a AAAAAAAA\n",
        "text\n\n— a\ud83d AAAAAAAA\n",
        "text\u007f\n\n— a AAAAAAAA\n",
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

  @Test
  void sizes_are_counted_in_bytes_and_lines() {
    String sign = "\n— a AAAAAAAA\n";
    String twoBytes = "\u00e9".repeat(Note.MAX_BYTES / 2 + 1);
    assertThatIllegalArgumentException().isThrownBy(() -> Note.unsigned(twoBytes + "\n"));
    assertThatIllegalArgumentException().isThrownBy(() -> Note.parse(twoBytes + "\n" + sign));
    assertThat(Note.parse("t\n".repeat(Note.MAX_LINES) + sign).text()).hasSize(2 * Note.MAX_LINES);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Note.parse("t\n".repeat(Note.MAX_LINES + 1) + sign));
    assertThat(Note.parse("t\n\n— " + "n".repeat(255) + " AAAAAAAA\n").signatures()).hasSize(1);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Note.parse("t\n\n— " + "n".repeat(256) + " AAAAAAAA\n"));
  }

  @Test
  void a_bad_signature_under_a_known_key_spoils_the_note_though_a_good_one_follows() {
    Note signed = ANA.sign(TEXT);
    Note other = ANA.sign(Note.unsigned("opta-test/v1\nfield other\n"));
    Note mixed = TEXT.with(other.signatures().getFirst()).with(signed.signatures().getFirst());

    assertThat(mixed.isSignedBy(ANA.verificationKey())).isFalse();
    assertThat(signed.with(signed.signatures().getFirst()).isSignedBy(ANA.verificationKey()))
        .isTrue();
  }

  @Test
  void one_signature_twice_is_not_two() {
    Note signed = ANA.sign(TEXT);
    Note twice = Note.parse(signed.with(signed.signatures().getFirst()).encoded());

    assertThat(twice.isSignedExactlyBy(ANA.verificationKey())).isFalse();
    assertThat(twice.isSignedExactlyBy(ANA.verificationKey(), BEN.verificationKey())).isFalse();
    assertThat(twice.isSignedBy(BEN.verificationKey())).isFalse();
  }

  @Test
  void half_a_note_and_two_notes_are_not_signed() {
    String wire = BEN.sign(ANA.sign(TEXT)).encoded();
    for (int end = 0; end < wire.length(); end++) {
      assertNotSigned(wire.substring(0, end));
    }
    Note other = BEN.sign(ANA.sign(Note.unsigned("opta-other/v1\nfield value\n")));
    assertNotSigned(wire + wire);
    assertNotSigned(wire + other.encoded());
    assertNotSigned(wire + "\n" + other.encoded());
    assertNotSigned(TEXT.text() + other.encoded());
    assertNotSigned("\ufeff" + wire);
    assertNotSigned(wire.replace("\n", "\r\n"));
    assertNotSigned(wire.replace("\n\n", "\n\n\n"));
  }

  private static void assertNotSigned(String wire) {
    boolean signed;
    try {
      signed = Note.parse(wire).isSignedExactlyBy(ANA.verificationKey(), BEN.verificationKey());
    } catch (IllegalArgumentException refused) {
      signed = false;
    }
    assertThat(signed).isFalse();
  }

  @Test
  void random_notes_read_back_and_no_changed_bit_goes_unnoticed() {
    long seed = 0x207e_2026L;
    Random random = new Random(seed);
    for (int round = 0; round < 40; round++) {
      StringBuilder text = new StringBuilder("opta-test/v1\n");
      for (int i = random.nextInt(60); i > 0; i--) {
        int c = random.nextInt(4) == 0 ? random.nextInt(0x110000) : ' ' + random.nextInt(95);
        text.appendCodePoint(c < ' ' || c == 0x7f || (c >= 0xd800 && c < 0xe000) ? '\n' : c);
      }
      Note signed = ANA.sign(Note.unsigned(text.append('\n').toString()));
      byte[] wire = signed.encoded().getBytes(StandardCharsets.UTF_8);
      assertThat(Note.parse(wire)).as("seed %d", seed).isEqualTo(signed);
      for (int i = 0; i < 200; i++) {
        int bit = random.nextInt(wire.length * 8);
        wire[bit / 8] ^= (byte) (1 << bit % 8);
        boolean stillSigned;
        try {
          stillSigned = Note.parse(wire).isSignedBy(ANA.verificationKey());
        } catch (IllegalArgumentException refused) {
          stillSigned = false;
        }
        assertThat(stillSigned).as("seed %d, round %d, bit %d", seed, round, bit).isFalse();
        wire[bit / 8] ^= (byte) (1 << bit % 8);
      }
    }
  }
}
