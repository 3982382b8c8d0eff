package com.optalocal.accounts.domain.redirect;

import static org.assertj.core.api.Assertions.assertThat;

import com.optalocal.accounts.domain.NodeJs;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// The policy beside a second reading of `docs/redirects.md`, written as a grammar and sharing no
/// line with it: over targets that are a few edits away from an allowed one, both must say the
/// same, in both directions. A browser is the third opinion.
class RedirectOracleTest {
  private static final long SEED = 0x0eac_2026L;
  private static final int TARGETS = 40_000;
  private static final String PORTAL = "https://accounts.optalocal.com/auth/callback";

  private static final String LABEL = "(?!xn--)[a-z0-9](?:[a-z0-9-]{0,62}+(?<!-))?+(?![a-z0-9-])";
  private static final String PCHAR =
      "(?:[A-Za-z0-9._~!$&'()*+,;=:@-]|%(?!2[eEfF5]|5[cC])[0-9a-fA-F]{2})";
  private static final String SEGMENT = "(?!\\.\\.?(?:[;/?#]|\\z))" + PCHAR + "++";
  private static final String PATH = "/(?:" + SEGMENT + "(?:/" + SEGMENT + ")*+/?)?+";
  private static final String FREE = "(?:[A-Za-z0-9._~!$&'()*+,;=:@/?\\[\\]-]|%[0-9a-fA-F]{2})*+";
  private static final String TAIL = "(?:\\?" + FREE + ")?+(?:#" + FREE + ")?+";
  private static final List<Pattern> FORMS =
      List.of(
          Pattern.compile(PATH + TAIL),
          Pattern.compile("http://localhost:9998" + PATH + TAIL),
          Pattern.compile("opta(?:-life)?://" + LABEL + "(?:" + PATH + ")?+" + TAIL));
  private static final Pattern APP = Pattern.compile("https://([a-z0-9.-]{1,253}+)" + PATH + TAIL);
  private static final Pattern ESCAPE = Pattern.compile("%[0-9a-fA-F]{2}");
  private static final Predicate<String> IS_LABEL = Pattern.compile(LABEL).asMatchPredicate();

  private static boolean allowed(String target) {
    if (target.length() > 2048 || !decodesToText(target)) {
      return false;
    }
    var app = APP.matcher(target);
    return FORMS.stream().anyMatch(form -> form.matcher(target).matches())
        || (app.matches() && isBelowTheDomain(app.group(1)));
  }

  private static boolean isBelowTheDomain(String host) {
    List<String> labels = List.of(host.split("\\.", -1));
    return labels.size() > 2
        && labels.subList(labels.size() - 2, labels.size()).equals(List.of("optalocal", "com"))
        && labels.stream().allMatch(IS_LABEL);
  }

  private static boolean decodesToText(String target) {
    ByteArrayOutputStream octets = new ByteArrayOutputStream();
    for (int i = 0; i < target.length(); i++) {
      if (target.charAt(i) != '%') {
        octets.write('x');
      } else if (ESCAPE.matcher(target).region(i, target.length()).lookingAt()) {
        octets.write(Integer.parseInt(target.substring(i + 1, i + 3), 16));
        i += 2;
      } else {
        return false;
      }
    }
    try {
      String text =
          StandardCharsets.UTF_8
              .newDecoder()
              .decode(ByteBuffer.wrap(octets.toByteArray()))
              .toString();
      return text.chars().noneMatch(c -> c < 0x20 || (c >= 0x7f && c < 0xa0));
    } catch (CharacterCodingException notUtf8) {
      return false;
    }
  }

  private static final List<String> LABELS =
      List.of(
          "lmx",
          "a",
          "a-b",
          "a--b",
          "9",
          "x1",
          "xn--a",
          "xn-a",
          "-a",
          "a-",
          "a_b",
          "localhost",
          "opta",
          "evil.example",
          "a".repeat(63),
          "a".repeat(64),
          "",
          "127",
          "0x7f",
          "A",
          "com");
  private static final List<String> ENDS =
      List.of(
          ".optalocal.com",
          ".optalocal.com",
          ".optalocal.com",
          "optalocal.com",
          ".optalocal.co",
          ".optalocal.com.",
          ".optalocal.com.evil.example",
          ".evil.example",
          ".optalocal.com:443",
          ".optalocal.com@evil.example",
          ".OPTALOCAL.com",
          ".optalocal%2ecom",
          ".optalocal。com");
  private static final List<String> SCHEMES =
      List.of(
          "https://",
          "https://",
          "https://",
          "opta://",
          "opta-life://",
          "http://localhost:9998",
          "",
          "",
          "http://",
          "HTTPS://",
          "https:/",
          "https:///",
          "https:",
          "//",
          "/\\",
          "\\\\",
          "opta:",
          "opta.life://",
          "opta-://",
          "optalife://",
          "opta+life://",
          "http://localhost:09998",
          "http://localhost:99980",
          "http://localhost.:9998",
          "http://LOCALHOST:9998",
          "http://x@localhost:9998",
          "https://x@",
          "https://x:y@",
          "https://@",
          "https://\t",
          " https://",
          "javascript://",
          "data://",
          "ws://",
          "https://evil.example/",
          "https://evil.example?",
          "https://evil.example#",
          "https://evil.example\\",
          "https://evil.example;");
  private static final List<String> SEGMENTS =
      List.of(
          "a",
          "keys",
          ".",
          "..",
          "...",
          ".a",
          "..a",
          "a.",
          "a..",
          ".;",
          "..;",
          ".;x",
          "..;x=1",
          "...;x",
          ";",
          ";..",
          "%2e",
          "%2E%2E",
          ".%2e",
          "%2f",
          "%2Fevil.example",
          "%5C",
          "%25",
          "%252e",
          "%20",
          "%3B",
          "..%3b",
          "%40",
          "%3a",
          "%3F",
          "%23",
          "%00",
          "%0a",
          "%7f",
          "%c2%80",
          "%c2%9f",
          "%c2%a0",
          "%c3%a9",
          "%c0%af",
          "%e2%80%8b",
          "%ed%a0%80",
          "%f0%9f%98%80",
          "%f4%90%80%80",
          "%ff",
          "%c3",
          "%a9",
          "%c3x%a9",
          "%",
          "%2",
          "%2g",
          "@evil.example",
          ":80",
          "https:",
          "[x]",
          "é",
          "\\evil",
          "a b",
          "\ta",
          "~",
          "!$&'()*+,;=:@",
          "\u200b",
          "\ufeff",
          "|",
          "^",
          "`",
          "{}",
          "\"",
          "<a>",
          "%E2%80%AE",
          "");
  private static final List<String> TAILS =
      List.of(
          "",
          "",
          "",
          "?",
          "#",
          "?#",
          "?a=b",
          "#a",
          "?a=//evil.example",
          "#//evil.example",
          "?x=%2e%2f%25%5c",
          "#%2e",
          "?%0d%0a",
          "?%c3",
          "#%ff",
          "##",
          "#a#b",
          "?a?b",
          "?#?",
          "?[a]",
          "#[a]",
          "?\\",
          "? ",
          "?'",
          "?\"",
          "?é",
          "?@evil.example",
          "#@evil.example",
          "?%",
          "\n",
          "\0");
  private static final String NOISE =
      "/\\.:@?#%;&=-_[]~ \t\r\n\0\u007f\u0085\u00a0\u3002\uff0f\uff0eaZ9";

  private static String pick(Random random, List<String> from) {
    return from.get(random.nextInt(from.size()));
  }

  private static String target(Random random) {
    boolean tame = random.nextInt(3) > 0; // most parts plain, so that one edit decides
    StringBuilder text =
        new StringBuilder(tame ? SCHEMES.get(random.nextInt(8)) : pick(random, SCHEMES));
    boolean app = text.toString().startsWith("opta");
    if (text.toString().endsWith("//") && !(app && random.nextInt(8) > 0)) {
      for (int labels = random.nextInt(10) == 0 ? random.nextInt(6) : 1; labels > 0; labels--) {
        text.append(tame ? LABELS.get(random.nextInt(6)) : pick(random, LABELS));
        text.append(labels > 1 ? "." : "");
      }
      text.append(tame ? ENDS.getFirst() : pick(random, ENDS));
    } else if (app) {
      text.append(tame ? LABELS.get(random.nextInt(6)) : pick(random, LABELS));
    }
    for (int segments = random.nextInt(4); segments >= 0; segments--) {
      text.append(random.nextInt(12) == 0 ? "" : "/");
      text.append(tame && random.nextInt(3) > 0 ? "a" : pick(random, SEGMENTS));
    }
    text.append(pick(random, TAILS));
    for (int edits = random.nextInt(8) / 4 * random.nextInt(3); edits > 0; edits--) {
      edit(random, text);
    }
    if (random.nextInt(200) == 0) {
      text.append("a".repeat(Math.max(0, 2046 + random.nextInt(5) - text.length())));
    }
    return text.toString();
  }

  private static void edit(Random random, StringBuilder text) {
    if (text.isEmpty()) {
      return;
    }
    int at = random.nextInt(text.length());
    char there = text.charAt(at);
    switch (random.nextInt(6)) {
      case 0 -> text.insert(at, NOISE.charAt(random.nextInt(NOISE.length())));
      case 1 -> text.deleteCharAt(at);
      case 2 -> text.setCharAt(at, NOISE.charAt(random.nextInt(NOISE.length())));
      case 3 -> text.replace(at, at + 1, String.format(Locale.ROOT, "%%%02X", there & 0xff));
      case 4 ->
          text.setCharAt(
              at,
              Character.isUpperCase(there)
                  ? Character.toLowerCase(there)
                  : Character.toUpperCase(there));
      default -> text.insert(at, there);
    }
  }

  private static List<String> targets() {
    Random random = new Random(SEED);
    Set<String> targets = new LinkedHashSet<>();
    while (targets.size() < TARGETS) {
      targets.add(target(random));
    }
    return List.copyOf(targets);
  }

  private static String shown(String target) {
    StringBuilder text = new StringBuilder();
    target
        .chars()
        .forEach(c -> text.append(c > ' ' && c < 0x7f ? "" + (char) c : "\\u%04x".formatted(c)));
    return text.toString();
  }

  @Test
  void the_policy_and_the_grammar_agree_in_both_directions() {
    RedirectPolicy policy = RedirectPolicy.parse("*.optalocal.com");
    List<String> wrong = new ArrayList<>();
    int passed = 0;
    for (String target : targets()) {
      String value = policy.sanitize(target).value();
      assertThat(value).as("seed %d", SEED).isIn(target, "/");
      boolean passes = value.equals(target);
      passed += passes ? 1 : 0;
      if (passes != allowed(target) && wrong.size() < 20) {
        wrong.add((passes ? "passes: " : "refused: ") + shown(target));
      }
    }
    assertThat(wrong).as("seed %d", SEED).isEmpty();
    // or one side would be looked at alone
    assertThat(passed).isBetween(TARGETS / 10, TARGETS * 9 / 10);
  }

  @Test
  void nothing_passes_that_leads_a_browser_away() {
    RedirectPolicy policy = RedirectPolicy.parse("*.optalocal.com");
    List<String> targets = targets();
    List<JsonNode> places =
        NodeJs.each(
            targets,
            """
            (() => {
              let u;
              try { u = new URL(x, '%s'); } catch { return 'nowhere'; }
              if (u.username || u.password) return 'away';
              if (u.protocol === 'https:') {
                return !u.port && u.hostname.endsWith('.optalocal.com') ? 'ours' : 'away';
              }
              if (u.protocol === 'http:') return u.host === 'localhost:9998' ? 'ours' : 'away';
              return /^opta(-life)?:$/.test(u.protocol) && u.hostname && !u.port ? 'ours' : 'away';
            })()\
            """
                .formatted(PORTAL));
    int away = 0;
    for (int i = 0; i < targets.size(); i++) {
      if (!places.get(i).asString().equals("ours")) {
        away++;
        assertThat(policy.sanitize(targets.get(i)))
            .as("seed %d: %s", SEED, shown(targets.get(i)))
            .isEqualTo(Target.HOME);
      }
    }
    assertThat(away).isGreaterThan(5_000);
  }
}
