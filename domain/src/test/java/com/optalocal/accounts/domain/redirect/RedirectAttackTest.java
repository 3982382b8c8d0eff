package com.optalocal.accounts.domain.redirect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.optalocal.accounts.domain.NodeJs;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// Targets put together from what URL parsers are known to read differently, then mutated. Whatever
/// passes must mean an allowed place to everybody: to a browser, to `java.net.URI`, and to a server
/// that decodes once too often.
class RedirectAttackTest {
  private static final long SEED = 0x0b7a_2026L;
  private static final int INPUTS = 200_000;
  private static final String PORTAL = "https://accounts.optalocal.com/auth/callback";

  private static final List<String> SCHEMES =
      List.of(
          "",
          "",
          "",
          "/",
          "//",
          "///",
          "////",
          "/\\",
          "\\/",
          "\\\\",
          "/\t/",
          "/\n/",
          "\t//",
          " //",
          "https://",
          "https://",
          "https://",
          "https:/",
          "https:",
          "https:\\\\",
          "https:///",
          "HTTPS://",
          "hTTps://",
          "ht\ttps://",
          "\u0001https://",
          " https://",
          "https\u0000://",
          "https%3A//",
          "http://",
          "http://",
          "http://localhost:9998",
          "http://localhost:9998/",
          "opta://",
          "opta://",
          "opta-life://",
          "opta:",
          "opta:/",
          "OPTA://",
          "opta.life://",
          "ftp://",
          "javascript:",
          "javascript://",
          "data:",
          "blob:https://",
          "view-source:https://",
          "wss://",
          "file:///",
          "opta-life:\\\\",
          "\u202ehttps://",
          "\ufeffhttps://");
  private static final List<String> HOSTS =
      List.of(
          "",
          "",
          "lmx.optalocal.com",
          "lmx.optalocal.com",
          "a.b.optalocal.com",
          "optalocal.com",
          "evil.example",
          "evil.example",
          "lmx.optalocal.com.evil.example",
          "evil-optalocal.com",
          "lmxoptalocal.com",
          "lmx.optalocal.com.",
          ".optalocal.com",
          "a..optalocal.com",
          "lmx.optalocal.com@evil.example",
          "evil.example@lmx.optalocal.com",
          "user:pw@lmx.optalocal.com",
          ":@lmx.optalocal.com",
          "@lmx.optalocal.com",
          "evil.example%40lmx.optalocal.com",
          "evil.example\\@lmx.optalocal.com",
          "evil.example\\.optalocal.com",
          "evil.example/.optalocal.com",
          "evil.example#.optalocal.com",
          "evil.example?.optalocal.com",
          "evil.example%2f.optalocal.com",
          "evil.example%5c.optalocal.com",
          "evil.example%23.optalocal.com",
          "evil.example\u2044.optalocal.com",
          "evil.example\uff0f.optalocal.com",
          "evil\u3002example",
          "lmx\u3002optalocal\u3002com",
          "lmx\uff0eoptalocal\uff0ecom",
          "\uff4c\uff4d\uff58.optalocal.com",
          "lmx%2eoptalocal%2ecom",
          "LMX.optalocal.com",
          "lmx.OptaLocal.com",
          "lmx_1.optalocal.com",
          "-a.optalocal.com",
          "a-.optalocal.com",
          "a--b.optalocal.com",
          "xn--80ak6aa92e.optalocal.com",
          "a.xn--p1ai.optalocal.com",
          "l\u00admx.optalocal.com",
          "lm\u200bx.optalocal.com",
          "l\u043ex.optalocal.com",
          "\ud800.optalocal.com",
          "lmx\u0000.optalocal.com",
          "lmx.optalocal.com:443",
          "lmx.optalocal.com:80",
          "lmx.optalocal.com:",
          "lmx.optalocal.com:x",
          "localhost",
          "localhost:9998",
          "localhost:9998@evil.example",
          "localhost:09998",
          "localhost:9998.evil.example",
          "localhost.:9998",
          "127.0.0.1:9998",
          "127.1:9998",
          "2130706433:9998",
          "0x7f000001:9998",
          "0177.0.0.1:9998",
          "017700000001",
          "0x7f.1",
          "[::1]:9998",
          "[::ffff:127.0.0.1]",
          "[fe80::1%25eth0]",
          "[fe80::1%eth0].optalocal.com",
          "[::1].optalocal.com",
          "216.58.214.206",
          "3627734734",
          "a".repeat(63) + ".optalocal.com",
          "a".repeat(64) + ".optalocal.com",
          "open",
          "open:1",
          "user@open",
          "open.item",
          "-open",
          "https://evil.example",
          "javascript:alert(1)");
  private static final List<String> ORIGINS =
      List.of(
          "/",
          "https://lmx.optalocal.com/",
          "https://a.b.optalocal.com/",
          "opta-life://open",
          "http://localhost:9998/",
          "opta://open/");
  private static final List<String> PIECES =
      List.of(
          "/", ".", "..", ";", ":", "@", "a", "Z9", "-", "_", "~", "!", "$", "&", "'", "(", ")",
          "*", "+", ",", "=", "%20", "%C3%A9", "%3a", "%3B", "%40", "%23", "%3f", "%2e", "%41",
          "/a", "/b");
  private static final List<String> PATHS =
      List.of(
          "",
          "",
          "/",
          "/",
          "/a",
          "/a/b",
          "/a;b=1/@x:y",
          "//",
          "//evil.example",
          "/\\evil.example",
          "/.",
          "/..",
          "/./",
          "/../",
          "/a/../b",
          "/..;/x",
          "/.;x",
          "/...",
          "/..a",
          "/%2e",
          "/%2E%2e/",
          "/%2f%2fevil.example",
          "/%2F",
          "/%5cevil.example",
          "/%255c",
          "/%252f",
          "/%25",
          "/%00",
          "/%0d%0aLocation:%20//evil.example",
          "/%09/evil.example",
          "/%20/evil.example",
          "/%c0%ae",
          "/%c0%af",
          "/%e0%80%af",
          "/%ed%a0%80",
          "/%f4%90%80%80",
          "/%ff",
          "/%",
          "/%2",
          "/%zz",
          "/%\uff12\uff26",
          "/%C3%A9",
          "/%c2%85",
          "/%E2%80%AE",
          "/%EF%BC%8Fevil.example",
          "/a b",
          "/a\tb",
          "/\u0000",
          "/\u007f",
          "/\u00e9",
          "/\ud83d\ude00",
          "/\ud800",
          "/|",
          "/[x]",
          "/{x}",
          "/\"",
          "/'",
          "/<x>",
          "/^",
          "/`",
          "/a%2",
          "/@evil.example",
          "/:evil.example",
          "/https:evil.example",
          "/https://evil.example",
          "/;/evil.example",
          "/~",
          "/!$&'()*+,;=",
          "evil.example",
          "a/b",
          "@evil.example",
          ".evil.example",
          ":80/",
          "/" + "a".repeat(2100));
  private static final List<String> TAILS =
      List.of(
          "",
          "",
          "",
          "?",
          "#",
          "?x=1",
          "#y",
          "?x#y",
          "#a#b",
          "?a?b",
          "?//evil.example",
          "#//evil.example",
          "?@evil.example/",
          "#@evil.example/",
          "?next=https%3A%2F%2Fevil.example",
          "?%2f%2f",
          "?%252f",
          "?%00",
          "?%0d%0aX:y",
          "?\r\nX:y",
          "?'",
          "?[x]=1",
          "?\\",
          "#\\",
          "?\"",
          "?%ff",
          "#%ff",
          "? ",
          "\n",
          "\r",
          "\t",
          " ",
          "\u0000",
          "\u3000",
          "#\ud800",
          "/../..//");
  private static final String NOISE =
      "/\\.:@?#%;&=+-_~!$'()*,[]{}|^`\"<> \t\r\n\u0000\u0001\u007f\u0085\u00a0\u00ad\u200b\u2028"
          + "\u2044\u3002\uff0e\uff0f\uff1a\uff20\ufeff\ufffd\ud800\udc00aZ09";

  private static List<String> hostileTargets() {
    Random random = new Random(SEED);
    Set<String> targets = new LinkedHashSet<>();
    while (targets.size() < INPUTS) {
      String target =
          random.nextInt(4) == 0
              ? nearlyPlain(random)
              : pick(random, SCHEMES) + pick(random, HOSTS) + pick(random, PATHS);
      target += pick(random, TAILS);
      for (int mutations = random.nextInt(4) - 1; mutations > 0; mutations--) {
        target = mutate(random, target);
      }
      targets.add(target);
    }
    return List.copyOf(targets);
  }

  /// An allowed origin, and a path of what may stand in one.
  private static String nearlyPlain(RandomGenerator random) {
    StringBuilder target = new StringBuilder(pick(random, ORIGINS));
    for (int i = random.nextInt(12); i >= 0; i--) {
      target.append(pick(random, PIECES));
    }
    return target.toString();
  }

  private static String pick(RandomGenerator random, List<String> from) {
    return from.get(random.nextInt(from.size()));
  }

  private static String mutate(RandomGenerator random, String target) {
    int at = random.nextInt(target.length() + 1);
    String before = target.substring(0, at);
    String after = target.substring(at);
    char noise = NOISE.charAt(random.nextInt(NOISE.length()));
    if (after.isEmpty()) {
      return before + noise;
    }
    String rest = after.substring(1);
    return switch (random.nextInt(6)) {
      case 0 -> before + noise + after;
      case 1 -> before + rest;
      case 2 -> before + "%" + String.format(Locale.ROOT, "%02x", after.charAt(0) & 0xff) + rest;
      case 3 -> before + after.charAt(0) + after;
      case 4 -> before + after.substring(0, 1).toUpperCase(Locale.ROOT) + rest;
      default -> before + noise + rest;
    };
  }

  private static List<String> accepted() {
    RedirectPolicy policy = RedirectPolicy.parse("*.optalocal.com");
    List<String> accepted = new ArrayList<>();
    for (String target : hostileTargets()) {
      String value = policy.sanitize(target).value();
      assertThat(value).as("seed %d", SEED).isIn(target, "/");
      if (value.equals(target)) {
        accepted.add(target);
      }
    }
    // or the properties below would hold of nothing
    assertThat(accepted).hasSizeGreaterThan(1_000);
    assertThat(accepted).anyMatch(t -> t.startsWith("https://"));
    assertThat(accepted).anyMatch(t -> t.startsWith("http://"));
    assertThat(accepted).anyMatch(t -> t.startsWith("opta://"));
    return accepted;
  }

  private static boolean isAllowed(String scheme, String host, int port, boolean user) {
    return switch (scheme) {
      case "https" ->
          (host.endsWith(".optalocal.com") && host.length() > ".optalocal.com".length())
              && port < 0
              && !user;
      case "http" -> host.equals("localhost") && port == 9998 && !user;
      case "opta", "opta-life" -> !host.isEmpty() && port < 0 && !user;
      default -> false;
    };
  }

  @Test
  void what_passes_is_allowed_to_java_net_uri() throws URISyntaxException {
    for (String target : accepted()) {
      URI uri = new URI(PORTAL).resolve(new URI(target));
      // a name that begins with a digit is a registry to java.net.URI
      String host = uri.getHost() == null ? uri.getRawAuthority() : uri.getHost();
      if (!isAllowed(uri.getScheme(), host, uri.getPort(), uri.getRawUserInfo() != null)) {
        fail("seed %d: %s", SEED, target);
      }
    }
  }

  @Test
  void what_passes_means_the_same_place_to_a_browser_and_is_written_as_a_browser_writes_it() {
    List<String> targets = accepted();
    List<JsonNode> read =
        NodeJs.each(
            targets,
            """
            (() => {
              const u = new URL(x, '%s');
              const text = x.startsWith('/') ? u.href.slice(u.origin.length) : u.href;
              return [u.protocol.slice(0, -1), u.hostname, u.port, u.username + u.password, text];
            })()\
            """
                .formatted(PORTAL));
    for (int i = 0; i < targets.size(); i++) {
      JsonNode url = read.get(i);
      String port = url.get(2).asString();
      assertThat(
              isAllowed(
                  url.get(0).asString(),
                  url.get(1).asString(),
                  port.isEmpty() ? -1 : Integer.parseInt(port),
                  !url.get(3).asString().isEmpty()))
          .as("seed %d: %s", SEED, targets.get(i))
          .isTrue();
      // a browser escapes the apostrophe in a query
      assertThat(url.get(4).asString().replace("%27", "'"))
          .isEqualTo(targets.get(i).replace("%27", "'"));
    }
  }

  @Test
  void what_passes_stays_where_it_is_when_it_is_decoded_again() throws URISyntaxException {
    for (String target : accepted()) {
      int end = target.length();
      for (char stop : new char[] {'?', '#'}) {
        int at = target.indexOf(stop);
        end = at < 0 ? end : Math.min(end, at);
      }
      String path = target.substring(0, end);
      String once = URLDecoder.decode(path.replace("+", "%2B"), StandardCharsets.UTF_8);
      assertThat(once.chars().filter(c -> c == '/').count())
          .as("seed %d: %s", SEED, target)
          .isEqualTo(path.chars().filter(c -> c == '/').count());
      assertThat(once)
          .doesNotContain("\\", "/../", "/./")
          .doesNotEndWith("/..")
          .isEqualTo(URLDecoder.decode(once.replace("+", "%2B"), StandardCharsets.UTF_8));
    }
  }
}
