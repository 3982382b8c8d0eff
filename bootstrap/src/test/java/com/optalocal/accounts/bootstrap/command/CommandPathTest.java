package com.optalocal.accounts.bootstrap.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class CommandPathTest {
  private static final Command NONE =
      new Command() {
        @Override
        public Usage usage() {
          return Usage.of("Do nothing").example("opta list");
        }

        @Override
        public ExitCode run(Invocation call) {
          return ExitCode.OK;
        }
      };

  private static final Node.Group KEYS =
      Node.group(
          "keys",
          "Keys",
          () ->
              List.of(
                  Node.leaf("list", "List", () -> NONE), Node.leaf("push", "Push", () -> NONE)));
  private static final Node.Group ROOT =
      Node.group(
          "opta",
          "Root",
          () ->
              List.of(
                  new Node.Group("account", List.of("accounts"), "Account", () -> List.of(KEYS)),
                  KEYS,
                  Node.leaf("status", "Status", () -> NONE)));

  @Test
  void words_before_the_first_option_decide_and_the_rest_is_the_commands() {
    CommandPath path = CommandPath.resolve(ROOT, "account", "keys", "push", "anthropic", "-");
    assertThat(path.text()).isEqualTo("opta account keys push");
    assertThat(path.rest()).containsExactly("anthropic", "-");
  }

  @Test
  void an_alias_is_the_same_word() {
    assertThat(CommandPath.resolve(ROOT, "accounts", "keys", "list").text())
        .isEqualTo("opta account keys list");
  }

  @Test
  void a_short_form_leads_to_the_same_command_object() {
    Node longForm = CommandPath.resolve(ROOT, "account", "keys", "list").node();
    Node shortForm = CommandPath.resolve(ROOT, "keys", "list").node();
    assertThat(((Node.Leaf) shortForm).command().get())
        .isSameAs(((Node.Leaf) longForm).command().get());
  }

  @Test
  void an_option_ends_the_path_and_leaves_the_group() {
    CommandPath path = CommandPath.resolve(ROOT, "keys", "--json", "list");
    assertThat(path.text()).isEqualTo("opta keys");
    assertThat(path.rest()).containsExactly("--json", "list");
  }

  @Test
  void nothing_at_all_is_the_root() {
    assertThat(CommandPath.resolve(ROOT).node()).isSameAs(ROOT);
  }

  @Test
  void what_looks_like_a_command_after_a_command_is_its_argument() {
    assertThat(CommandPath.resolve(ROOT, "status", "keys").rest()).containsExactly("keys");
  }

  @Test
  void an_unknown_word_is_a_usage_error_that_names_the_nearest_and_repeats_nothing() {
    assertThatThrownBy(() -> CommandPath.resolve(ROOT, "keys", "psuh"))
        .isInstanceOfSatisfying(
            CommandFailed.class,
            failed -> {
              assertThat(failed.exit()).isEqualTo(ExitCode.USAGE);
              assertThat(failed.why()).isEqualTo("Did you mean `push`?");
              assertThat(failed.what() + failed.why() + failed.next()).doesNotContain("psuh");
            });
  }

  @Test
  void an_alias_can_be_suggested_too() {
    assertThat(Nearest.to("acounts", List.of("account", "accounts")))
        .containsExactly("account", "accounts");
  }

  @Test
  void nothing_is_suggested_for_a_word_that_is_far_from_all() {
    assertThat(Nearest.to("xylophone", List.of("list", "push"))).isEmpty();
  }

  @Test
  void swapped_letters_are_one_step_away() {
    assertThat(Nearest.to("lits", List.of("list", "login"))).containsExactly("list");
  }

  @Test
  void several_suggestions_read_as_a_sentence() {
    assertThat(Nearest.sentence(List.of("a", "b", "c"))).isEqualTo("`a`, `b` or `c`");
  }
}
