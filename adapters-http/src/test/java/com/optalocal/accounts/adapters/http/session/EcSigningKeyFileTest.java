package com.optalocal.accounts.adapters.http.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.optalocal.accounts.application.StoreUnavailable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EcSigningKeyFileTest {
  @TempDir Path folder;

  @Test
  void the_first_start_makes_a_key_that_only_its_owner_can_read_and_later_ones_read_it()
      throws IOException {
    Path file = folder.resolve("signing.jwk");

    EcSigningKeyFile first = new EcSigningKeyFile(file);
    EcSigningKeyFile second = new EcSigningKeyFile(file);

    assertThat(second.key()).isEqualTo(first.key());
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(list()).containsExactly(file);
    assertThat(first.toString()).isEqualTo("EcSigningKeyFile[redacted]");
  }

  @Test
  void two_first_starts_at_once_end_up_with_the_same_key()
      throws InterruptedException, ExecutionException, IOException {
    Path file = folder.resolve("signing.jwk");
    try (ExecutorService starts = Executors.newFixedThreadPool(4)) {
      Callable<EcSigningKeyFile> start = () -> new EcSigningKeyFile(file);
      List<Future<EcSigningKeyFile>> keys = starts.invokeAll(List.of(start, start, start, start));
      for (Future<EcSigningKeyFile> key : keys) {
        assertThat(key.get().key()).isEqualTo(keys.getFirst().get().key());
      }
    }
    assertThat(list()).containsExactly(file);
  }

  @Test
  void a_file_that_others_can_read_is_refused() throws IOException {
    Path file = folder.resolve("signing.jwk");
    new EcSigningKeyFile(file);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));

    assertRefused(file, "others may read it");
  }

  @Test
  void a_link_is_refused() throws IOException {
    Path file = folder.resolve("signing.jwk");
    new EcSigningKeyFile(file);
    Path link = Files.createSymbolicLink(folder.resolve("link.jwk"), file);

    assertRefused(link, "not a plain file");
  }

  @Test
  void a_damaged_file_is_refused_without_being_quoted_and_is_never_replaced() throws IOException {
    Path file = folder.resolve("signing.jwk");
    new EcSigningKeyFile(file);
    String half = Files.readString(file).substring(0, 90);
    Files.writeString(file, half);

    assertRefused(file, "damaged");
    assertThat(Files.readString(file)).isEqualTo(half);
  }

  @Test
  void a_key_of_another_kind_is_refused() throws IOException {
    Path file = folder.resolve("signing.jwk");
    Files.createFile(
        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(
        file,
        "{\"kty\":\"EC\",\"crv\":\"P-256\",\"kid\":\"a\","
            + "\"x\":\"aQzmBaFfjkLwbw_pfFba0SQq7r6ZBV1owlAGj3v9QGY\","
            + "\"y\":\"o6BPmquVhZAa4Onb7HvxNBibZgm2oKEfIJc4gr5jeiY\"}");

    assertRefused(file, "no P-256 signing key");
  }

  private static void assertRefused(Path file, String why) {
    assertThatThrownBy(() -> new EcSigningKeyFile(file))
        .isInstanceOf(StoreUnavailable.class)
        .hasMessageContaining(file.toString())
        .cause()
        .hasMessageContaining(why)
        .hasNoCause();
  }

  private List<Path> list() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList();
    }
  }
}
