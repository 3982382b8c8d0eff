package com.optalocal.accounts.adapters.keychain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.optalocal.accounts.application.CustodyUnavailable;
import com.optalocal.accounts.application.CustodyUnavailable.Reason;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PrivateFolderTest {
  private static final String FILE = "file.json";
  @TempDir Path home;
  private Path path;
  private PrivateFolder folder;

  @BeforeEach
  void folder() {
    path = home.resolve("deep/er/opta");
    folder = new PrivateFolder(path);
  }

  @Test
  void nothing_is_there_at_first_and_reading_makes_nothing() {
    assertThat(folder.read(FILE, 10)).isEmpty();
    folder.delete(FILE);
    assertThat(home).isEmptyDirectory();
  }

  @Test
  void files_are_0600_in_folders_of_0700_and_no_second_file_stays() throws IOException {
    write("one");
    folder.inner("in").write(FILE, bytes("two"));
    assertThat(mode(path)).isEqualTo("rwx------");
    assertThat(mode(path.resolve("in"))).isEqualTo("rwx------");
    assertThat(mode(path.resolve(FILE))).isEqualTo("rw-------");
    assertThat(mode(path.resolve("in").resolve(FILE))).isEqualTo("rw-------");
    assertThat(names(path)).containsExactly(".lock", FILE, "in");
  }

  @Test
  void a_write_replaces_a_delete_removes_and_may_be_repeated() {
    write("one");
    write("two");
    assertThat(read()).contains("two");
    folder.delete(FILE);
    folder.delete(FILE);
    assertThat(read()).isEmpty();
  }

  @Test
  void a_write_that_fails_in_the_middle_leaves_the_old_file_and_no_rest() throws IOException {
    write("old");
    assertThatThrownBy(() ->
            folder.write(
                FILE,
                bytes("new"),
                () -> {
                  throw new IllegalStateException("in the middle");
                }))
        .hasMessage("in the middle");
    assertThat(read()).contains("old");
    assertThat(names(path)).containsExactly(".lock", FILE);
  }

  @Test
  void the_rest_of_a_crashed_write_is_overwritten_even_if_it_is_a_link() throws IOException {
    write("old");
    Path elsewhere = Files.writeString(home.resolve("elsewhere"), "untouched");
    Files.createSymbolicLink(path.resolve("." + FILE + ".new"), elsewhere);
    write("new");
    assertThat(read()).contains("new");
    assertThat(elsewhere).hasContent("untouched");
  }

  @Test
  void a_write_replaces_a_planted_link_and_does_not_follow_it() throws IOException {
    write("old");
    Path elsewhere = Files.writeString(home.resolve("elsewhere"), "untouched");
    Files.delete(path.resolve(FILE));
    Files.createSymbolicLink(path.resolve(FILE), elsewhere);
    assertRefused(Reason.UNSAFE_FILE, "is a symbolic link; put the file itself in its place");
    write("new");
    assertThat(elsewhere).hasContent("untouched");
    assertThat(read()).contains("new");
  }

  @Test
  void a_link_in_the_folders_place_is_refused_for_reading_and_writing() throws IOException {
    write("one");
    Path moved = Files.move(path, home.resolve("moved"));
    Files.createSymbolicLink(path, moved);
    assertRefused(Reason.UNSAFE_FILE, "is a symbolic link; put the folder itself in its place");
    assertThatThrownBy(() -> write("two")).isInstanceOf(CustodyUnavailable.class);
    assertThatThrownBy(() -> folder.delete(FILE)).isInstanceOf(CustodyUnavailable.class);
    assertThat(moved.resolve(FILE)).hasContent("one");
  }

  @Test
  void a_link_in_an_inner_folders_place_is_refused() throws IOException {
    PrivateFolder inner = folder.inner("in");
    inner.write(FILE, bytes("one"));
    Path moved = Files.move(path.resolve("in"), home.resolve("moved"));
    Files.createSymbolicLink(path.resolve("in"), moved);
    assertThatThrownBy(() -> inner.read(FILE, 10)).isInstanceOf(CustodyUnavailable.class);
    assertThatThrownBy(() -> inner.write(FILE, bytes("two")))
        .isInstanceOf(CustodyUnavailable.class);
    assertThat(moved.resolve(FILE)).hasContent("one");
  }

  @Test
  void whatever_others_can_read_or_replace_is_refused_and_the_fix_is_named() throws IOException {
    write("one");
    for (String open : new String[] {"rw-r-----", "rw----r--", "rw--w----", "rw-----w-"}) {
      chmod(path.resolve(FILE), open);
      assertRefused(Reason.UNSAFE_FILE, "is open to others; run: chmod 600 " + path.resolve(FILE));
    }
    chmod(path.resolve(FILE), "rw-------");
    for (String open : new String[] {"rwxr-x---", "rwx---r-x", "rwx-wx---", "rwx----wx"}) {
      chmod(path, open);
      assertRefused(Reason.UNSAFE_FILE, "is open to others; run: chmod 700 " + path);
      assertThatThrownBy(() -> write("two")).isInstanceOf(CustodyUnavailable.class);
    }
    chmod(path, "rwx------");
    assertThat(read()).contains("one");
  }

  @Test
  void the_fix_can_be_pasted_into_a_shell() throws IOException {
    Path odd = home.resolve("Ana's $(touch x) folder");
    PrivateFolder oddFolder = new PrivateFolder(odd);
    oddFolder.write(FILE, bytes("one"));
    chmod(odd, "rwxr-xr-x");
    assertThatThrownBy(() -> oddFolder.read(FILE, 10))
        .hasMessageEndingWith("chmod 700 '" + home + "/Ana'\\''s $(touch x) folder'");
  }

  @Test
  void another_users_file_or_folder_is_refused() throws IOException {
    write("one");
    assumeTrue(
        (Integer) Files.getAttribute(path, "unix:uid") == 0, "only root can give files away");
    Files.setAttribute(path.resolve(FILE), "unix:uid", 65534);
    assertRefused(Reason.UNSAFE_FILE, "belongs to another user; run: sudo chown");
    Files.setAttribute(path.resolve(FILE), "unix:uid", 0);
    Files.setAttribute(path, "unix:uid", 65534);
    assertRefused(Reason.UNSAFE_FILE, "belongs to another user; run: sudo chown");
  }

  @Test
  void something_else_in_the_files_place_is_refused() throws Exception {
    write("one");
    Files.delete(path.resolve(FILE));
    Files.createDirectory(path.resolve(FILE));
    assertRefused(Reason.UNSAFE_FILE, "is not a file; move it away");
    assertThatThrownBy(() -> write("two"))
        .isInstanceOfSatisfying(
            CustodyUnavailable.class, e -> assertThat(e.reason()).isEqualTo(Reason.FILE_FAILED));
    Files.delete(path.resolve(FILE));
    Process mkfifo = new ProcessBuilder("mkfifo", path.resolve(FILE).toString()).start();
    assumeTrue(mkfifo.waitFor() == 0, "mkfifo makes named pipes here");
    assertRefused(Reason.UNSAFE_FILE, "is not a file; move it away");
  }

  @Test
  void a_file_in_the_folders_place_is_refused() throws IOException {
    Files.createDirectories(path.getParent());
    Files.writeString(path, "a file");
    assertRefused(Reason.UNSAFE_FILE, "is not a folder; move it away");
    assertThatThrownBy(() -> write("one")).isInstanceOf(CustodyUnavailable.class);
    assertThat(path).hasContent("a file");
  }

  @Test
  void a_file_that_is_too_long_is_refused() {
    write("0123456789");
    assertThat(folder.read(FILE, 10)).isPresent();
    assertThatThrownBy(() -> folder.read(FILE, 9))
        .isInstanceOfSatisfying(
            CustodyUnavailable.class, e -> assertThat(e.reason()).isEqualTo(Reason.DAMAGED))
        .hasMessageNotContaining("0123456789");
  }

  private void write(String text) {
    folder.write(FILE, bytes(text));
  }

  private Optional<String> read() {
    return folder.read(FILE, 100).map(read -> new String(read, StandardCharsets.UTF_8));
  }

  private void assertRefused(Reason reason, String message) {
    assertThatThrownBy(this::read)
        .isInstanceOfSatisfying(
            CustodyUnavailable.class, e -> assertThat(e.reason()).isEqualTo(reason))
        .hasMessageContaining(message);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static void chmod(Path path, String mode) throws IOException {
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(mode));
  }

  private static String mode(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }

  private static String[] names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      String[] names = files.map(file -> file.getFileName().toString()).toArray(String[]::new);
      Arrays.sort(names);
      return names;
    }
  }
}
