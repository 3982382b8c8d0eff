package com.optalocal.accounts.bootstrap.home;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HomeTest {
  @TempDir private Path folder;

  private static Home home(Map<String, String> variables) {
    Properties properties = new Properties();
    properties.put("user.home", "/home/ana");
    return Home.of(new Environment(variables, properties));
  }

  @Test
  void the_variable_home_wins_over_what_the_jvm_believes() {
    Home home = home(Map.of("HOME", "/tmp/other"));
    assertThat(home.config()).isEqualTo(Path.of("/tmp/other/.config/opta"));
    assertThat(home.data()).isEqualTo(Path.of("/tmp/other/.local/share/opta"));
    assertThat(home.state()).isEqualTo(Path.of("/tmp/other/.local/state/opta"));
    assertThat(home.runtime()).isEqualTo(Path.of("/tmp/other/.local/state/opta/run"));
    assertThat(home.isDefault()).isFalse();
  }

  @Test
  void without_it_the_jvm_is_believed() {
    assertThat(home(Map.of()).config()).isEqualTo(Path.of("/home/ana/.config/opta"));
    assertThat(home(Map.of()).isDefault()).isTrue();
  }

  @Test
  void xdg_variables_move_each_folder() {
    Home home =
        home(
            Map.of(
                "HOME", "/home/ana",
                "XDG_CONFIG_HOME", "/c",
                "XDG_DATA_HOME", "/d",
                "XDG_STATE_HOME", "/s"));
    assertThat(home.config()).isEqualTo(Path.of("/c/opta"));
    assertThat(home.portalFolder()).isEqualTo(Path.of("/d/opta/portal"));
    assertThat(home.deviceDatabase()).isEqualTo(Path.of("/d/opta/device.db"));
    assertThat(home.state()).isEqualTo(Path.of("/s/opta"));
  }

  @Test
  void relative_xdg_folders_are_ignored() {
    assertThat(home(Map.of("XDG_CONFIG_HOME", "somewhere")).config())
        .isEqualTo(Path.of("/home/ana/.config/opta"));
  }

  @Test
  void only_the_default_home_uses_the_one_runtime_folder_of_the_os_user() {
    assertThat(home(Map.of("XDG_RUNTIME_DIR", "/run/user/1")).runtime())
        .isEqualTo(Path.of("/run/user/1/opta"));
    assertThat(home(Map.of("XDG_RUNTIME_DIR", "/run/user/1", "HOME", "/tmp/b")).runtime())
        .isEqualTo(Path.of("/tmp/b/.local/state/opta/run"));
  }

  @Test
  void folders_are_made_private_with_all_that_is_above_them() {
    Home.privateFolder(folder.resolve("a/b/c"));
    for (String made : new String[] {"a", "a/b", "a/b/c"}) {
      assertThat(permissions(folder.resolve(made))).isEqualTo("rwx------");
    }
  }

  @Test
  void a_private_file_is_replaced_whole_and_stays_private() throws IOException {
    Path file = folder.resolve("file");
    PrivateFile.replace(file, new byte[] {1});
    PrivateFile.replace(file, new byte[] {2, 3});
    assertThat(Files.readAllBytes(file)).containsExactly(2, 3);
    assertThat(permissions(file)).isEqualTo("rw-------");
    try (var left = Files.list(folder)) {
      assertThat(left).containsExactly(file);
    }
  }

  @Test
  void the_version_is_the_builds() throws IOException {
    Path pom = Path.of(System.getProperty("opta.root", ".."), "pom.xml");
    assertThat(Files.readString(pom)).containsPattern("<version>" + Version.PROGRAM + "(-SNAPSHOT)?<");
  }

  private static String permissions(Path path) {
    try {
      return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    } catch (IOException unreadable) {
      throw new AssertionError(unreadable);
    }
  }
}
