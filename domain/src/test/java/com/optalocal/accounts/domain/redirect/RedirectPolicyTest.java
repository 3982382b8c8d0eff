package com.optalocal.accounts.domain.redirect;

import static org.assertj.core.api.Assertions.assertThat;

import com.optalocal.accounts.domain.SharedVectors;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class RedirectPolicyTest {
  private final RedirectPolicy policy = new RedirectPolicy("optalocal.com");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/dashboard",
        "/cli/login?id=AAAA&state=b#c",
        "/a;b=1/@x:y",
        "/a%20b?next=//evil.com",
        "https://lmx.optalocal.com",
        "https://lmx.optalocal.com/",
        "https://a.b.optalocal.com/x?y#z",
        "https://lmx.optalocal.com?x",
        "http://localhost:9998/callback",
        "opta://open/item?x=1#y",
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
  void the_corpus_is_answered_as_it_demands() {
    JsonNode cases = SharedVectors.read("redirects.json").get("cases");
    List<String> wrong = new ArrayList<>();
    for (JsonNode one : cases) {
      String input = one.get("input").asString();
      boolean passed = policy.sanitize(input).value().equals(input) && !input.equals("/");
      boolean allowed = policy.sanitize(input).value().equals(input);
      boolean right =
          switch (one.get("verdict").asString()) {
            case "allow" -> allowed;
            case "deny" -> !passed;
            default -> !passed || !one.get("recommended").asString().equals("deny");
          };
      if (!right) {
        wrong.add(one.get("id").asString() + " " + input);
      }
    }
    assertThat(cases.size()).isGreaterThan(500);
    assertThat(wrong).isEmpty();
  }
}
