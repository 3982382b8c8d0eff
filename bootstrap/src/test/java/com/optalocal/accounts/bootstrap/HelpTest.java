package com.optalocal.accounts.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import com.optalocal.accounts.bootstrap.command.Command;
import com.optalocal.accounts.bootstrap.command.Dispatch;
import com.optalocal.accounts.bootstrap.command.HelpText;
import com.optalocal.accounts.bootstrap.command.Node;
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
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Every help page, kept as text in `transcripts/help`. After a wanted change run this test once
/// with `-Dtranscripts=write` and read the difference.
class HelpTest {
  private static final Path TRANSCRIPTS =
      Path.of(
          System.getProperty("opta.root", ".."), "bootstrap/src/test/resources/transcripts/help");
  private static final List<String> WITHOUT_JSON = List.of("opta up", "opta run");

  private static String opta(String... args) throws InterruptedException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PrintStream to = new PrintStream(out, false, StandardCharsets.UTF_8);
    Properties properties = new Properties();
    properties.put("opta.tty", "-");
    int exit =
        new Dispatch(
                Commands.root(),
                Commands::groupPage,
                new Environment(Map.of("LANG", "C.UTF-8", "HOME", "/nowhere"), properties),
                new Terminal.Streams(new ByteArrayInputStream(new byte[0]), to, to))
            .run(args)
            .number();
    assertThat(exit).describedAs(String.join(" ", args)).isZero();
    return out.toString(StandardCharsets.UTF_8);
  }

  /// All nodes below `group` by their path.
  private static Map<String, Node> tree(String path, Node.Group group) {
    Map<String, Node> nodes = new TreeMap<>(Map.of(path, group));
    for (Node child : group.children().get()) {
      String below = path + " " + child.name();
      switch (child) {
        case Node.Leaf leaf -> nodes.put(below, leaf);
        case Node.Group inner -> nodes.putAll(tree(below, inner));
      }
    }
    return nodes;
  }

  @Test
  void every_page_reads_as_it_was_last_read() throws IOException, InterruptedException {
    for (String path : tree("opta", Commands.root()).keySet()) {
      String[] words = path.split(" ");
      String[] args = new String[words.length];
      System.arraycopy(words, 1, args, 0, words.length - 1);
      args[words.length - 1] = "--help";
      String page = opta(args);
      Path file = TRANSCRIPTS.resolve(path.replace(' ', '-') + ".txt");
      if (System.getProperty("transcripts", "").equals("write")) {
        Files.createDirectories(TRANSCRIPTS);
        Files.writeString(file, page);
      }
      assertThat(page).describedAs(path).isEqualTo(Files.readString(file));
    }
  }

  @Test
  void every_page_that_is_kept_belongs_to_a_command() throws IOException {
    Set<String> known = new TreeSet<>();
    tree("opta", Commands.root())
        .keySet()
        .forEach(path -> known.add(path.replace(' ', '-') + ".txt"));
    try (Stream<Path> files = Files.list(TRANSCRIPTS)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrderElementsOf(known);
    }
  }

  @Test
  void help_and_the_option_say_the_same() throws InterruptedException {
    assertThat(opta("help", "account", "keys", "push"))
        .isEqualTo(opta("account", "keys", "push", "--help"));
    assertThat(opta("help")).isEqualTo(opta());
  }

  @Test
  void top_help_shows_nine_commands_before_the_rest() throws InterruptedException {
    String page = opta();
    String daily = page.substring(0, page.indexOf("More"));
    assertThat(
            daily
                .lines()
                .filter(line -> line.startsWith("  "))
                .map(line -> line.strip().replaceFirst(" .*", "")))
        .containsExactly(
            "up", "login", "run", "status", "keys", "devices", "account", "doctor", "help");
  }

  @Test
  void every_command_has_an_example_and_but_for_two_a_json_form() throws InterruptedException {
    for (var entry : tree("opta", Commands.root()).entrySet()) {
      if (entry.getValue() instanceof Node.Leaf leaf) {
        Command command = leaf.command().get();
        List<String> page = HelpText.ofCommand(entry.getKey(), command.usage());
        assertThat(page).describedAs(entry.getKey()).anyMatch(line -> line.startsWith("Example"));
        assertThat(page.getLast()).startsWith("  ");
        assertThat(String.join("\n", page).contains("--json"))
            .describedAs(entry.getKey())
            .isEqualTo(!WITHOUT_JSON.contains(entry.getKey()));
      }
    }
  }

  @Test
  void no_line_is_wider_than_a_terminal() throws InterruptedException {
    for (String path : tree("opta", Commands.root()).keySet()) {
      String[] words = (path + " --help").substring("opta ".length()).split(" ");
      assertThat(opta(words).lines()).allMatch(line -> line.length() <= 80, path);
    }
  }
}
