package com.optalocal.accounts.application.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.optalocal.accounts.application.CustodyUnavailable;
import com.optalocal.accounts.application.session.CustodyChoice.Choice;
import com.optalocal.accounts.application.session.CustodyChoice.KeychainState;
import com.optalocal.accounts.application.session.CustodyChoice.Outcome;
import com.optalocal.accounts.domain.SecretBytes;
import com.optalocal.accounts.domain.device.Custody;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What every [CustodyChoice] keeps to.
public abstract class CustodyChoiceContract {
  private static final Choice KEYCHAIN = new Choice(Custody.KEYCHAIN, true);
  private static final Choice PASSPHRASE = new Choice(Custody.PASSPHRASE_FILE, false);
  private static final Choice PLAIN = new Choice(Custody.PLAIN_FILE, false);
  private static final Choice MEMORY = new Choice(Custody.MEMORY, false);

  /// On a machine whose keychain is in `state`.
  protected abstract CustodyChoice freshChoice(KeychainState state);

  /// The same machine after a restart.
  protected abstract CustodyChoice restarted(CustodyChoice choice);

  /// Keeps a secret under what was chosen.
  protected abstract void keepSomething(CustodyChoice choice);

  @Test
  void nothing_is_chosen_at_first() {
    assertThat(freshChoice(KeychainState.AVAILABLE).current()).isEmpty();
  }

  @Test
  void the_keychain_is_reported_as_it_is() {
    for (KeychainState state : KeychainState.values()) {
      assertThat(freshChoice(state).keychain()).isEqualTo(state);
    }
  }

  @Test
  void a_choice_is_in_force_at_once_and_may_be_replaced_until_something_is_kept() {
    CustodyChoice choice = freshChoice(KeychainState.AVAILABLE);
    assertThat(choice.choose(KEYCHAIN, Optional.empty())).isEqualTo(Outcome.CHOSEN);
    assertThat(choice.current()).contains(KEYCHAIN);
    assertThat(choice.choose(PLAIN, Optional.empty())).isEqualTo(Outcome.CHOSEN);
    assertThat(choice.current()).contains(PLAIN);
    assertThat(restarted(choice).current()).isEmpty();
  }

  @Test
  void a_choice_is_final_once_something_was_kept_and_survives_a_restart() {
    CustodyChoice choice = freshChoice(KeychainState.AVAILABLE);
    choice.choose(PLAIN, Optional.empty());
    keepSomething(choice);
    for (CustodyChoice each : new CustodyChoice[] {choice, restarted(choice)}) {
      assertThat(each.choose(KEYCHAIN, Optional.empty())).isEqualTo(Outcome.FIXED);
      assertThat(each.choose(MEMORY, Optional.empty())).isEqualTo(Outcome.FIXED);
      assertThat(each.current()).contains(PLAIN);
    }
  }

  @Test
  void choosing_the_same_again_changes_what_goes_to_the_keychain() {
    CustodyChoice choice = freshChoice(KeychainState.AVAILABLE);
    choice.choose(PLAIN, Optional.empty());
    keepSomething(choice);
    Choice withCopies = new Choice(Custody.PLAIN_FILE, true);
    assertThat(choice.choose(withCopies, Optional.empty())).isEqualTo(Outcome.CHOSEN);
    assertThat(choice.current()).contains(withCopies);
    assertThat(restarted(choice).current()).contains(withCopies);
  }

  @Test
  void memory_is_never_recorded() {
    CustodyChoice choice = freshChoice(KeychainState.AVAILABLE);
    choice.choose(MEMORY, Optional.empty());
    keepSomething(choice);
    assertThat(choice.current()).contains(MEMORY);
    assertThat(choice.choose(PLAIN, Optional.empty())).isEqualTo(Outcome.FIXED);
    assertThat(restarted(choice).current()).isEmpty();
  }

  @Test
  void a_keychain_that_does_not_answer_is_not_chosen() {
    CustodyChoice absent = freshChoice(KeychainState.ABSENT);
    assertRefused(CustodyUnavailable.Reason.ABSENT, absent, KEYCHAIN, "");
    CustodyChoice locked = freshChoice(KeychainState.LOCKED);
    assertRefused(CustodyUnavailable.Reason.LOCKED, locked, KEYCHAIN, "");
  }

  @Test
  void a_passphrase_file_wants_its_passphrase_again_after_a_restart() {
    CustodyChoice choice = freshChoice(KeychainState.ABSENT);
    assertRefused(CustodyUnavailable.Reason.PASSPHRASE_NEEDED, choice, PASSPHRASE, "");
    choose(choice, PASSPHRASE, "six words");
    keepSomething(choice);
    CustodyChoice next = restarted(choice);
    assertThat(next.current()).contains(PASSPHRASE);
    assertRefused(CustodyUnavailable.Reason.PASSPHRASE_NEEDED, next, PASSPHRASE, "");
    assertRefused(CustodyUnavailable.Reason.WRONG_PASSPHRASE, next, PASSPHRASE, "six word");
    assertThat(choose(next, PASSPHRASE, "six words")).isEqualTo(Outcome.CHOSEN);
    assertThat(next.choose(PASSPHRASE, Optional.empty())).isEqualTo(Outcome.CHOSEN);
  }

  private static void assertRefused(
      CustodyUnavailable.Reason reason, CustodyChoice choice, Choice wanted, String passphrase) {
    Optional<Choice> before = choice.current();
    assertThatThrownBy(() -> choose(choice, wanted, passphrase))
        .isInstanceOfSatisfying(
            CustodyUnavailable.class, e -> assertThat(e.reason()).isEqualTo(reason));
    assertThat(choice.current()).isEqualTo(before);
  }

  private static Outcome choose(CustodyChoice choice, Choice wanted, String passphrase) {
    try (SecretBytes secret = new SecretBytes(passphrase.getBytes(StandardCharsets.UTF_8))) {
      return choice.choose(wanted, passphrase.isEmpty() ? Optional.empty() : Optional.of(secret));
    }
  }
}
