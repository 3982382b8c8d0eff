package com.optalocal.accounts.bootstrap.portal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.optalocal.accounts.application.identity.BreachedPasswords;
import com.optalocal.accounts.application.identity.BreachedPasswordsContract;
import com.optalocal.accounts.domain.identity.Password;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BreachedPasswordFileTest extends BreachedPasswordsContract {
  @TempDir Path folder;
  private final List<BreachedPasswordFile> open = new ArrayList<>();

  @AfterEach
  void close() {
    open.forEach(BreachedPasswordFile::close);
  }

  @Override
  protected BreachedPasswords listed() {
    return read(List.copyOf(LISTED), "\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ":17"})
  void each_line_of_sorted_hashes_is_found_wherever_it_stands(String count) throws Exception {
    List<String> hashes = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      hashes.add(sha1("password number " + i) + count);
    }
    hashes.sort(null);
    for (String end : List.of("\n", "\r\n")) {
      BreachedPasswords file = read(hashes, end);
      for (int i = 0; i < 200; i++) {
        assertThat(file.contains(Password.of("password number " + i))).as("%d", i).isTrue();
        assertThat(file.contains(Password.of("another number " + i))).as("%d", i).isFalse();
      }
    }
  }

  @Test
  void a_file_of_one_hash_without_an_end_is_read() throws Exception {
    Path file = folder.resolve("one");
    Files.writeString(file, sha1("the only one"));
    BreachedPasswordFile list = new BreachedPasswordFile(file);
    open.add(list);

    assertThat(list.contains(Password.of("the only one"))).isTrue();
    assertThat(list.contains(Password.of("another one"))).isFalse();
  }

  @Test
  void a_file_that_is_not_there_is_said() {
    assertThatThrownBy(() -> new BreachedPasswordFile(folder.resolve("none")))
        .isInstanceOf(UncheckedIOException.class);
  }

  private BreachedPasswords read(List<String> lines, String end) {
    try {
      Path file = Files.createTempFile(folder, "list", "");
      Files.writeString(file, String.join(end, lines) + end);
      BreachedPasswordFile list = new BreachedPasswordFile(file);
      open.add(list);
      return list;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String sha1(String text) throws Exception {
    return HexFormat.of()
        .withUpperCase()
        .formatHex(
            MessageDigest.getInstance("SHA-1").digest(text.getBytes(StandardCharsets.UTF_8)));
  }
}
