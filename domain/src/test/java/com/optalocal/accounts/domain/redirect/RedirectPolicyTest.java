package com.optalocal.accounts.domain.redirect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.optalocal.accounts.domain.SharedVectors;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class RedirectPolicyTest {
  private final RedirectPolicy policy = RedirectPolicy.parse("*.optalocal.com");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/dashboard",
        "/cli/login?id=AAAA&state=b#c",
        "/a;b=1/@x:y",
        "/a%20b?next=//evil.com",
        "https://lmx.optalocal.com/",
        "https://a.b.optalocal.com/x?y#z",
        "https://a--b.optalocal.com/",
        "/...",
        "/..%3Bx/",
        "/.well-known/x",
        "http://localhost:9998/callback",
        "opta://open/item?x=1#y",
        "opta://open",
        "opta://open?url=https://x",
        "opta-life://home"
      })
  void canonical_targets_pass_unchanged(String target) {
    assertThat(policy.sanitize(target).value()).isEqualTo(target);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "relative",
        "//evil.com",
        "/\\evil.com",
        "\\\\evil.com",
        "///evil.com",
        "/a//b",
        "/./a",
        "/../a",
        "/a/..",
        "/a/..;x/b",
        "/%2e%2e/a",
        "/%2Fevil.com",
        "/%5cevil.com",
        "/%252f",
        "/%zz",
        "/%",
        "/%ff",
        "/%0d%0aSet-Cookie:x",
        "/a b",
        "/\u00e9",
        "/a\tb",
        "/a#b#c",
        "https://lmx.optalocal.com",
        "https://lmx.optalocal.com?x",
        "https://lmx.optalocal.com#x",
        "https://optalocal.com/",
        "https://evil.com/",
        "https://evil-optalocal.com/",
        "https://optalocal.com.evil.com/",
        "https://evil.com/.optalocal.com",
        "https://user@lmx.optalocal.com/",
        "https://lmx.optalocal.com@evil.com/",
        "https://lmx.optalocal.com:443/",
        "https://LMX.optalocal.com/",
        "https://.optalocal.com/",
        "https://a..optalocal.com/",
        "https://-a.optalocal.com/",
        "https://a-.optalocal.com/",
        "https://xn--80ak6aa92e.optalocal.com/",
        "https://lmx.optalocal.com./",
        "https://lmx.optalocal.com//evil.com",
        "https:/lmx.optalocal.com/",
        "https:lmx.optalocal.com",
        "HTTPS://lmx.optalocal.com/",
        "http://lmx.optalocal.com/",
        "http://localhost/",
        "http://localhost:9998",
        "http://localhost:9999/callback",
        "http://localhost:9998@evil.com/",
        "http://127.0.0.1:9998/callback",
        "http://[::1]:9998/",
        "opta://",
        "opta:///x",
        "opta://user@x/",
        "opta://x:1/",
        "opta://https://evil.com",
        "opta:x",
        "opta://a/../b",
        "opta://xn--a/",
        "opta://a.b/",
        "/a?%00",
        "/a?%ff",
        "/%c3",
        "/%c2%85",
        "/%ed%a0%80",
        "/%\uff12\uff26",
        "/a[1]",
        "/.;a=1",
        "javascript:alert(1)",
        "data:text/html,x"
      })
  void everything_else_goes_home(String target) {
    assertThat(policy.sanitize(target)).isEqualTo(Target.HOME);
  }

  @Test
  void a_target_that_is_too_long_goes_home() {
    assertThat(policy.sanitize("/" + "a".repeat(2047)).value()).hasSize(2048);
    assertThat(policy.sanitize("/" + "a".repeat(2048))).isEqualTo(Target.HOME);
  }

  @Test
  void registered_hosts_take_the_place_of_the_whole_domain() {
    RedirectPolicy registered = RedirectPolicy.parse("app.example.com,*.dev.example.com");
    for (String allowed : List.of("https://app.example.com/", "https://a.b.dev.example.com/x")) {
      assertThat(registered.sanitize(allowed).value()).isEqualTo(allowed);
    }
    for (String other :
        List.of(
            "https://other.example.com/",
            "https://x.app.example.com/",
            "https://dev.example.com/",
            "https://lmx.optalocal.com/")) {
      assertThat(registered.sanitize(other)).isEqualTo(Target.HOME);
    }
    assertThat(RedirectPolicy.parse("").sanitize("https://app.example.com/"))
        .isEqualTo(Target.HOME);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        " ",
        "*",
        "*.",
        "com",
        "*.com",
        ".example.com",
        "a..example.com",
        "App.example.com",
        "app.example.com.",
        "app.example.com:443",
        "https://app.example.com",
        "xn--a.example.com",
        "1.2.3.4",
        "*.2.3",
        "a.b.0x7f.1",
        "a.*.example.com",
        "**.example.com",
        "app.example.com,",
        "a_b.example.com",
        "[::1]"
      })
  void what_is_no_host_cannot_be_allowed(String host) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RedirectPolicy.parse(host))
        .withMessage(
            "an allowed host is a name such as app.example.com or *.example.com, in lower case");
  }

  @Test
  void the_corpus_is_answered_as_it_demands() {
    JsonNode cases = SharedVectors.read("redirects.json").get("cases");
    List<String> wrong = new ArrayList<>();
    for (JsonNode one : cases) {
      String input = one.get("input").asString();
      String output = policy.sanitize(input).value();
      boolean passed = !output.equals("/");
      boolean right =
          switch (one.get("verdict").asString()) {
            case "allow" -> output.equals(input);
            case "deny" -> !passed;
            default -> !passed || !one.get("recommended").asString().equals("deny");
          };
      assertThat(output).isIn(input, "/");
      if (!right) {
        wrong.add(one.get("id").asString() + " " + input);
      }
    }
    assertThat(cases.size()).isGreaterThan(500);
    assertThat(wrong).isEmpty();
  }
}
