package com.optalocal.accounts.adapters.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TemplatesTest {
  private static final Path TEMPLATES = Path.of("src/main/jte");
  private static final Path SOURCES = Path.of("src/main/java");
  private static final Pattern TEXT = Pattern.compile("text\\(\"([a-z.-]+)\"");
  private static final Pattern COUNT = Pattern.compile("count\\(\"([a-z.-]+)\"");
  private static final Pattern QUOTED = Pattern.compile("\"([a-z][a-z-]*\\.[a-z.-]+)\"");
  private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

  private final Texts texts = new Texts();
  private final Frame frame = new Frame(texts, new Assets(), "", Optional.empty(), NOW);

  @Test
  void every_text_that_a_template_asks_for_is_there() throws IOException {
    Set<String> missing = new TreeSet<>();
    for (String template : read(TEMPLATES)) {
      find(TEXT, template).stream().filter(key -> !texts.has(key)).forEach(missing::add);
      for (String key : find(COUNT, template)) {
        Stream.of(key + ".one", key + ".many").filter(k -> !texts.has(k)).forEach(missing::add);
      }
    }
    assertThat(missing).filteredOn(key -> !key.endsWith(".")).isEmpty();
  }

  @Test
  void every_text_that_is_there_is_asked_for() throws IOException {
    List<String> sources = read(TEMPLATES);
    sources.addAll(read(SOURCES));
    Set<String> used = new TreeSet<>();
    for (String source : sources) {
      used.addAll(find(TEXT, source));
      used.addAll(find(QUOTED, source));
      find(COUNT, source).forEach(key -> used.addAll(List.of(key + ".one", key + ".many")));
    }
    List<String> composed =
        List.of(
            "nav.",
            "step.",
            "sign-up.weak.",
            "licenses.state.",
            "licenses.none-",
            "mail.",
            "verify.");
    assertThat(texts.keys())
        .filteredOn(key -> composed.stream().noneMatch(key::startsWith))
        .allMatch(
            key -> used.contains(key) || key.startsWith("time."), "is used by a template or page");
  }

  @Test
  void no_template_holds_a_script_a_style_or_an_outside_address() throws IOException {
    assertThat(read(TEMPLATES))
        .isNotEmpty()
        .noneMatch(text -> text.contains("<script") || text.contains("style="))
        .noneMatch(text -> text.contains("https://") || text.contains("$unsafe"))
        .noneMatch(text -> text.contains("!</") || text.contains("!\n"));
  }

  @Test
  void times_read_as_people_say_them() {
    assertThat(frame.relative(NOW.minusSeconds(59))).isEqualTo("just now");
    assertThat(frame.relative(NOW.minusSeconds(60))).isEqualTo("1 min ago");
    assertThat(frame.relative(NOW.minus(Duration.ofMinutes(59)))).isEqualTo("59 min ago");
    assertThat(frame.relative(NOW.minus(Duration.ofHours(47)))).isEqualTo("47 h ago");
    assertThat(frame.relative(NOW.minus(Duration.ofDays(2)))).isEqualTo("2 d ago");
    assertThat(frame.relative(NOW.plusSeconds(1))).isEqualTo("in 1 min");
    assertThat(frame.relative(NOW.plus(Duration.ofMinutes(15)))).isEqualTo("in 15 min");
    assertThat(frame.exact(NOW)).isEqualTo("2026-11-22 10:00:00 UTC");
  }

  private static List<String> find(Pattern pattern, String text) {
    return pattern.matcher(text).results().map(match -> match.group(1)).toList();
  }

  private static List<String> read(Path folder) throws IOException {
    List<String> texts = new ArrayList<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        texts.add(Files.readString(file));
      }
    }
    return texts;
  }
}
