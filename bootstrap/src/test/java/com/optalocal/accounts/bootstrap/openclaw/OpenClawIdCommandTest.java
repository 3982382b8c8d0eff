package com.optalocal.accounts.bootstrap.openclaw;

import static org.assertj.core.api.Assertions.assertThat;

import com.optalocal.accounts.bootstrap.CommandRun;
import com.optalocal.accounts.domain.openclaw.OpenClawId;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OpenClawIdCommandTest {
  private static CommandRun id(String input, String... args) throws InterruptedException {
    return CommandRun.of(Map.of(), input, "openclaw id", args);
  }

  @Test
  void each_scope_has_its_line() throws InterruptedException {
    CommandRun asked = id("", "team-a", " \ufeffteam-b\u00a0");
    assertThat(asked.exit()).isZero();
    assertThat(asked.out())
        .isEqualTo(OpenClawId.of("team-a") + "\n" + OpenClawId.of("team-b") + "\n");
  }

  @Test
  void standard_input_has_one_scope_a_line_or_is_parted_by_nul() throws InterruptedException {
    assertThat(id("team-a\r\n\u3000team-b\n", "-").out())
        .isEqualTo(id("", "team-a", "team-b").out());
    assertThat(id("a\nb\0c\0", "--null", "-").out())
        .isEqualTo(OpenClawId.of("a\nb") + "\n" + OpenClawId.of("c") + "\n");
  }

  @Test
  void json_is_one_object_a_line() throws InterruptedException {
    assertThat(id("", "--json", "a", "b").out())
        .isEqualTo(
            "{\"ok\":true,\"id\":\"%s\"}\n{\"ok\":true,\"id\":\"%s\"}\n"
                .formatted(OpenClawId.of("a"), OpenClawId.of("b")));
  }

  @Test
  void a_blank_scope_is_refused_by_its_place() throws InterruptedException {
    CommandRun refused = id("secret-scope\n \u00a0\n", "-");
    assertThat(refused.exit()).isEqualTo(2);
    assertThat(refused.err()).contains("Scope 2 has no id").doesNotContain("secret-scope");
  }

  @Test
  void what_is_no_text_has_no_id() throws InterruptedException {
    CommandRun refused =
        CommandRun.of(
            Map.of(), "\u00e9\n".getBytes(StandardCharsets.ISO_8859_1), "openclaw id", "-");
    assertThat(refused.exit()).isEqualTo(2);
    assertThat(refused.err()).contains("not UTF-8");
    assertThat(id("", "\ufffd").exit()).isZero();
    assertThat(
            CommandRun.of(
                    Map.of(),
                    new byte[0],
                    Map.of("sun.jnu.encoding", "ANSI_X3.4-1968"),
                    "openclaw id",
                    "\ufffd\ufffd")
                .exit())
        .isEqualTo(2);
  }
}
