package com.optalocal.accounts.domain.note;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.optalocal.accounts.domain.SecretBytes;
import com.optalocal.accounts.domain.note.crypto.SigningKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// docs/signed-note.md, and the examples of the C2SP specification.
class SignedNoteDocumentTest {
  private static final Path ROOT = Path.of(System.getProperty("opta.root", ".."));
  private static final Pattern BLOCK = Pattern.compile("```\n(.*?)```\n", Pattern.DOTALL);
  private static final Pattern KEY = Pattern.compile("`([^` ]+\\+[0-9a-f]{8}\\+[A-Za-z0-9+/=]+)`");
  private static final Pattern TYPE = Pattern.compile("\"(opta-[a-z-]+/v[0-9]+)\"");

  private static String document() throws IOException {
    return Files.readString(ROOT.resolve("docs/signed-note.md"));
  }

  @Test
  void the_example_of_the_document_verifies_with_the_key_that_it_names() throws IOException {
    Matcher block = BLOCK.matcher(document());
    Matcher key = KEY.matcher(document());
    assertThat(block.find() && key.find()).isTrue();
    Note note = Note.parse(block.group(1));

    assertThat(VerifierKey.parse(key.group(1)).signed(note)).isTrue();
    assertThat(VerifierKey.parse(key.group(1)).signed(Note.unsigned(note.text()))).isFalse();
  }

  @Test
  void the_example_is_what_this_code_writes() throws IOException {
    byte[] seed = new byte[32];
    Arrays.fill(seed, (byte) 7);
    try (SigningKey key = new SigningKey(new SecretBytes(seed))) {
      Note note = key.signAs("example.com/clock", Note.unsigned("opta-example/v1\nsaid Grüße\n"));
      assertThat(document())
          .contains("```\n" + note.encoded() + "```\n")
          .contains(
              "`"
                  + new VerifierKey(
                      "example.com/clock", VerifierKey.Algorithm.ED25519, key.verificationKey())
                  + "`");
    }
  }

  /// A kind that nobody wrote down is a kind whose first line somebody takes twice.
  @Test
  void the_document_lists_every_first_line_that_the_domain_writes() throws IOException {
    Set<String> written = new TreeSet<>();
    try (Stream<Path> files = Files.walk(ROOT.resolve("domain/src/main/java"))) {
      for (Path file :
          (Iterable<Path>) files.filter(f -> f.toString().endsWith(".java"))::iterator) {
        TYPE.matcher(Files.readString(file))
            .results()
            .forEach(found -> written.add(found.group(1)));
      }
    }
    assertThat(written).hasSizeGreaterThan(4);
    List<String> rows = document().lines().filter(line -> line.startsWith("| `opta-")).toList();
    assertThat(written)
        .allSatisfy(
            type -> assertThat(rows).filteredOn(r -> r.startsWith("| `" + type + "`")).hasSize(1));
  }

  @Test
  void the_examples_of_the_specification_are_read() {
    String text = "This is an example message.\n";
    String signature =
        "— example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXm"
            + "RKuwHjG1Yu72IneyaQM=\n";
    VerifierKey key =
        VerifierKey.parse("example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k");
    assertThat(key.signed(Note.parse(text + "\n" + signature))).isTrue();
    assertThat(key.signed(Note.parse("X" + text + "\n" + signature))).isFalse();

    Note italian =
        Note.parse(
            """
            Ognuno sta solo sul cuor della terra
            trafitto da un raggio di sole:

            ed è subito sera.

            — quasimodo.example/salvatore NnugSzTjtVAewIS+Z/iJhUPeFDkO/5QQ2i5ddnGITLlC+EhfLW9oJKONrMouFSQU0xMcXxj99ihAQwaqP3ZekRwNtIc=
            """);
    assertThat(italian.text()).endsWith("\n\ned è subito sera.\n");
    assertThat(italian.signatures().getFirst().keyName()).isEqualTo("quasimodo.example/salvatore");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "example.com/foo",
        "example.com/foo+530d903a",
        "example.com/foo+530d903b+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
        "example.com/foo+530D903A+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
        "example.com/fop+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
        "example.com/foo+530d903a+BOkyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
        "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2l",
        "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3Q==",
        "example.com /foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
        "+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k"
      })
  void a_verifier_key_that_is_none_is_refused(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> VerifierKey.parse(text));
  }
}
