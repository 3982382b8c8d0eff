package com.optalocal.accounts.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import com.optalocal.accounts.bootstrap.command.Dispatch;
import com.optalocal.accounts.bootstrap.home.Environment;
import com.optalocal.accounts.bootstrap.terminal.Terminal;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the program says to what cannot be, kept as text in `transcripts/refusals.txt`. After a
/// wanted change run this test once with `-Dtranscripts=write` and read the difference.
class RefusalsTest {
  private static final Path TRANSCRIPT =
      Path.of(
          System.getProperty("opta.root", ".."),
          "bootstrap/src/test/resources/transcripts/refusals.txt");

  private static final List<List<String>> TYPED =
      List.of(
          List.of("logn"),
          List.of("version"),
          List.of("-v"),
          List.of("-V"),
          List.of("-x"),
          List.of("keys", "psuh"),
          List.of("login", "--emial", "ana@example.test"),
          List.of("login", "--email"),
          List.of("login", "--email", "ana"),
          List.of("login", "--timeout", "soon"),
          List.of("login", "--portal", "http://example.test"),
          List.of("login", "--custody", "drawer"),
          List.of("login", "--timeout", "1", "--timeout", "2"),
          List.of("audit", "list", "--limit", "0"),
          List.of("keys", "push"),
          List.of("keys", "push", "foo"),
          List.of("keys", "push", "antropic"),
          List.of("keys", "push", "sk-ant-0123456789"),
          List.of("run", "--only", "my_token", "--", "true"),
          List.of("run"),
          List.of("up", "--port", "99999"),
          List.of("config", "set", "portal", "ftp://x"),
          List.of("config", "set", "portal.port", "80"),
          List.of("config", "set", "keys.os-keychain", "maybe"),
          List.of("config", "get", "prtal"),
          List.of("devices", "approve", "--words", "one two three four five six"));

  @TempDir private Path home;

  private String opta(List<String> typed) throws InterruptedException {
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    PrintStream to = new PrintStream(err, false, StandardCharsets.UTF_8);
    Properties properties = new Properties();
    properties.put("opta.tty", "-");
    int exit =
        new Dispatch(
                Commands.root(),
                Commands::groupPage,
                new Environment(Map.of("LANG", "C.UTF-8", "HOME", home.toString()), properties),
                new Terminal.Streams(new ByteArrayInputStream(new byte[0]), to, to))
            .run(typed.toArray(String[]::new))
            .number();
    return "$ opta "
        + String.join(" ", typed)
        + "\n"
        + err.toString(StandardCharsets.UTF_8)
        + "exit "
        + exit
        + "\n\n";
  }

  private String all() throws InterruptedException {
    StringBuilder said = new StringBuilder();
    for (List<String> typed : TYPED) {
      said.append(opta(typed));
    }
    return said.toString();
  }

  @Test
  void every_refusal_reads_as_it_was_last_read() throws IOException, InterruptedException {
    String said = all();
    if (System.getProperty("transcripts", "").equals("write")) {
      Files.writeString(TRANSCRIPT, said);
    }
    assertThat(said).isEqualTo(Files.readString(TRANSCRIPT));
  }

  @Test
  void every_refusal_is_a_usage_error_with_a_next_line_and_fits_a_terminal()
      throws InterruptedException {
    for (List<String> typed : TYPED) {
      List<String> lines = opta(typed).lines().skip(1).toList();
      assertThat(lines.getFirst()).as("%s", typed).startsWith("✗ ");
      assertThat(lines.size()).as("what, next, exit: %s", typed).isGreaterThanOrEqualTo(3);
      assertThat(lines).contains("exit 2").allMatch(line -> line.length() <= 80, "80 columns");
      assertThat(lines).noneMatch(line -> line.endsWith("."), "no full stop");
    }
  }

  @Test
  void what_may_be_a_key_is_never_said_again() throws InterruptedException {
    assertThat(opta(List.of("keys", "push", "sk-ant-0123456789")).lines().skip(1))
        .noneMatch(line -> line.contains("0123456789"));
  }
}
