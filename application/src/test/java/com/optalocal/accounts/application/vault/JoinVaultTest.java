package com.optalocal.accounts.application.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.optalocal.accounts.application.InMemoryPortal;
import com.optalocal.accounts.application.TestDevice;
import com.optalocal.accounts.domain.ByteString;
import com.optalocal.accounts.domain.MovableClock;
import com.optalocal.accounts.domain.SeededRandom;
import com.optalocal.accounts.domain.device.DeviceName;
import com.optalocal.accounts.domain.device.JoinRequest;
import com.optalocal.accounts.domain.device.JoinWords;
import com.optalocal.accounts.domain.device.PendingJoin;
import com.optalocal.accounts.domain.device.crypto.DeviceKeys;
import com.optalocal.accounts.domain.identity.People;
import com.optalocal.accounts.domain.note.Note;
import com.optalocal.accounts.domain.vault.VaultFault;
import com.optalocal.accounts.domain.vault.VaultFixture;
import com.optalocal.accounts.domain.vault.VaultNotes;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Six words between two devices, and everything that a portal or a stranger could do to them.
class JoinVaultTest {
  private final MovableClock clock = new MovableClock();
  private final InMemoryPortal portal = new InMemoryPortal(clock);
  private final TestDevice trusted = new TestDevice("mbp-14", portal, 1);
  private final TestDevice newcomer = new TestDevice("desktop", portal, 2);

  @BeforeEach
  void ana_has_a_vault_with_a_key() {
    portal.register(People.ANA);
    trusted.enrolled(People.ANA);
    trusted.push("ANTHROPIC_API_KEY", "sk-ant-1");
    newcomer.signedIn(People.ANA);
  }

  private ApproveDevice.Outcome approve(JoinVault.Question question) {
    try (JoinWords words = TestDevice.typed(question)) {
      return trusted.approve().approve(question.id(), words);
    }
  }

  private ApproveDevice.Outcome approveWithOtherWords(
      TestDevice device, JoinVault.Question question) {
    try (JoinWords words = JoinWords.generate(TestDevice.WORDS, new SeededRandom(99))) {
      return device.approve().approve(question.id(), words);
    }
  }

  @Test
  void the_right_words_let_the_newcomer_in_and_it_opens_everything() {
    JoinVault.Question question = newcomer.askToJoin();
    assertThat(newcomer.join().look()).isEqualTo(new JoinVault.Answer.Waiting(question.notAfter()));
    assertThat(trusted.approve().waiting())
        .extracting(JoinRequest::deviceName)
        .containsExactly(new DeviceName("desktop"));

    assertThat(approve(question))
        .isEqualTo(new ApproveDevice.Outcome.Approved(new DeviceName("desktop")));
    assertThat(newcomer.join().look()).isEqualTo(new JoinVault.Answer.Joined());
    assertThat(newcomer.pull().pull()).isInstanceOf(PullVault.Outcome.Pulled.class);
    assertThat(newcomer.liveValue("ANTHROPIC_API_KEY")).contains("sk-ant-1");

    assertThat(newcomer.join().look()).isEqualTo(new JoinVault.Answer.NothingAsked());
    assertThat(trusted.approve().waiting()).isEmpty();
    assertThat(approve(question)).isEqualTo(new ApproveDevice.Outcome.Gone());
    if (trusted.listDevices().list() instanceof ListDevices.Outcome.Listed listed) {
      assertThat(listed.devices())
          .extracting(ListDevices.Device::name, ListDevices.Device::current)
          .containsExactly(
              tuple(new DeviceName("mbp-14"), true), tuple(new DeviceName("desktop"), false));
    } else {
      throw new AssertionError("the devices cannot be listed");
    }
  }

  @Test
  void a_new_request_withdraws_the_old_one_even_across_a_restart() {
    JoinVault.Question first = newcomer.askToJoin();
    JoinVault.Question second = newcomer.askToJoin();
    assertThat(trusted.approve().waiting())
        .extracting(JoinRequest::id)
        .containsExactly(second.id());
    assertThat(approve(first)).isEqualTo(new ApproveDevice.Outcome.Gone());

    JoinVault.Question third = newcomer.restarted(22).askToJoin();
    assertThat(trusted.approve().waiting()).extracting(JoinRequest::id).containsExactly(third.id());
  }

  @Test
  void a_new_request_leaves_those_of_other_devices_alone() {
    TestDevice other = new TestDevice("tablet", portal, 3).signedIn(People.ANA);
    other.askToJoin();
    newcomer.askToJoin();
    newcomer.askToJoin();
    assertThat(trusted.approve().waiting())
        .extracting(JoinRequest::deviceName)
        .containsExactlyInAnyOrder(new DeviceName("tablet"), new DeviceName("desktop"));
  }

  @Test
  void a_device_sees_which_of_the_waiting_is_itself() {
    JoinVault.Question question = newcomer.askToJoin();
    assertThat(waitingSeenBy(newcomer))
        .extracting(waiting -> waiting.request().id(), ListDevices.Waiting::current)
        .containsExactly(tuple(question.id(), true));
    assertThat(waitingSeenBy(trusted))
        .extracting(ListDevices.Waiting::current)
        .containsExactly(false);
  }

  private static List<ListDevices.Waiting> waitingSeenBy(TestDevice device) {
    if (device.listDevices().list() instanceof ListDevices.Outcome.Listed listed) {
      return listed.waiting();
    }
    throw new AssertionError("the devices cannot be listed");
  }

  @Test
  void three_wrong_tries_burn_the_request_even_across_a_restart() {
    JoinVault.Question question = newcomer.askToJoin();
    assertThat(approveWithOtherWords(trusted, question))
        .isEqualTo(new ApproveDevice.Outcome.WrongWords(2));
    assertThat(approveWithOtherWords(trusted.restarted(11), question))
        .isEqualTo(new ApproveDevice.Outcome.WrongWords(1));
    assertThat(approveWithOtherWords(trusted.restarted(12), question))
        .isEqualTo(new ApproveDevice.Outcome.Burned());
    assertThat(approve(question))
        .as("the right words come too late")
        .isEqualTo(new ApproveDevice.Outcome.Gone());
    assertThat(newcomer.join().look()).isEqualTo(new JoinVault.Answer.Over());
  }

  @Test
  void a_portal_that_serves_a_burned_request_again_gains_no_further_try() {
    JoinVault.Question question = newcomer.askToJoin();
    Optional<PendingJoin> kept = waiting(question);
    for (int i = 0; i < JoinRequest.MAX_WRONG_TRIES; i++) {
      approveWithOtherWords(trusted, question);
    }
    trusted.remote().lieAboutJoin(truth -> kept);
    assertThat(approve(question)).isEqualTo(new ApproveDevice.Outcome.Burned());
  }

  @Test
  void wrong_words_may_be_corrected() {
    JoinVault.Question question = newcomer.askToJoin();
    approveWithOtherWords(trusted, question);
    assertThat(approve(question)).isInstanceOf(ApproveDevice.Outcome.Approved.class);
  }

  @Test
  void after_fifteen_minutes_it_is_over_on_both_sides() {
    JoinVault.Question question = newcomer.askToJoin();
    clock.advance(Duration.ofMinutes(15));
    assertThat(approve(question)).isEqualTo(new ApproveDevice.Outcome.Gone());
    assertThat(newcomer.join().look()).isEqualTo(new JoinVault.Answer.Over());
    assertThat(newcomer.join().look()).isEqualTo(new JoinVault.Answer.NothingAsked());
  }

  @Test
  void an_expired_request_that_the_portal_keeps_serving_is_not_answered() {
    JoinVault.Question question = newcomer.askToJoin();
    Optional<PendingJoin> kept = waiting(question);
    clock.advance(Duration.ofMinutes(15));
    trusted.remote().lieAboutJoin(truth -> kept);
    assertThat(approve(question)).isEqualTo(new ApproveDevice.Outcome.Gone());
  }

  @Test
  void a_portal_that_swaps_in_keys_of_its_own_is_refused_by_the_words() {
    JoinVault.Question question = newcomer.askToJoin();
    try (DeviceKeys portals = DeviceKeys.generate(new SeededRandom(66))) {
      trusted
          .remote()
          .lieAboutJoin(truth ->
              truth.map(pending ->
                  new PendingJoin(
                      forged(pending.request(), portals), pending.proof(), Optional.empty())));
      assertThat(approve(question)).isEqualTo(new ApproveDevice.Outcome.WrongWords(2));
    }
  }

  private static JoinRequest forged(JoinRequest real, DeviceKeys portals) {
    return JoinRequest.parse(
        portals
            .signing()
            .sign(
                JoinRequest.text(
                    real.id(),
                    real.vault(),
                    real.head(),
                    real.deviceName(),
                    portals.publicKeys(),
                    real.created())));
  }

  @Test
  void an_answer_that_was_not_made_with_the_words_is_refused() {
    JoinVault.Question question = newcomer.askToJoin();
    approve(question);
    lieAboutAnswer(answer ->
        new PendingJoin.Answer(
            answer.add(), answer.wrap(), ByteString.copyOf(new SeededRandom(5).next(32))));
    assertThat(newcomer.join().look())
        .isEqualTo(new JoinVault.Answer.Tampered(VaultFault.REQUEST_FORGED));
    assertThat(newcomer.pins().load(People.ANA.id())).isEmpty();
    assertThat(newcomer.pull().pull()).isEqualTo(new PullVault.Outcome.NotTrusted());
  }

  @Test
  void a_statement_that_was_altered_on_the_way_is_refused() {
    JoinVault.Question question = newcomer.askToJoin();
    approve(question);
    lieAboutAnswer(answer ->
        new PendingJoin.Answer(
            Note.parse(answer.add().encoded().replace("desktop", "laptop!")),
            answer.wrap(),
            answer.proof()));
    assertThat(newcomer.join().look())
        .isEqualTo(new JoinVault.Answer.Tampered(VaultFault.REQUEST_FORGED));
  }

  private void lieAboutAnswer(UnaryOperator<PendingJoin.Answer> lie) {
    newcomer
        .remote()
        .lieAboutJoin(truth ->
            truth.map(pending ->
                new PendingJoin(pending.request(), pending.proof(), pending.answer().map(lie))));
  }

  @Test
  void a_newcomer_that_was_shown_another_vault_is_foreign_to_the_approver() {
    VaultNotes forged = VaultFixture.genesis(People.ANA.id(), 5).notes();
    newcomer.remote().lieAboutNotes(honest -> forged);
    JoinVault.Question question = newcomer.askToJoin();
    assertThat(approve(question)).isEqualTo(new ApproveDevice.Outcome.Foreign());
  }

  @Test
  void a_newcomer_that_was_shown_an_older_device_list_is_foreign_as_well() {
    VaultNotes old = stored();
    new TestDevice("third", portal, 3).joinedThrough(trusted, People.ANA);
    newcomer.remote().lieAboutNotes(honest -> old);
    JoinVault.Question question = newcomer.askToJoin();
    assertThat(approve(question)).isEqualTo(new ApproveDevice.Outcome.Foreign());
  }

  @Test
  void a_vault_that_is_swapped_after_the_approval_is_refused() {
    JoinVault.Question question = newcomer.askToJoin();
    approve(question);
    VaultNotes forged = VaultFixture.genesis(People.ANA.id(), 5).notes();
    newcomer.remote().lieAboutNotes(honest -> forged);
    assertThat(newcomer.join().look())
        .isEqualTo(new JoinVault.Answer.Tampered(VaultFault.OTHER_VAULT));
  }

  @Test
  void an_older_state_than_the_approver_saw_is_not_joined() {
    VaultNotes old = stored();
    trusted.push("ANTHROPIC_API_KEY", "sk-ant-2");
    JoinVault.Question question = newcomer.askToJoin();
    approve(question);
    newcomer.remote().lieAboutNotes(honest -> old);
    assertThat(newcomer.join().look())
        .isEqualTo(new JoinVault.Answer.Tampered(VaultFault.ROLLED_BACK));
  }

  @Test
  void another_device_that_joined_in_between_makes_the_newcomer_ask_again() {
    JoinVault.Question question = newcomer.askToJoin();
    approve(question);
    new TestDevice("third", portal, 3).joinedThrough(trusted, People.ANA);
    assertThat(newcomer.join().look()).isEqualTo(new JoinVault.Answer.Over());
    JoinVault.Question again = newcomer.askToJoin();
    approve(again);
    assertThat(newcomer.join().look()).isEqualTo(new JoinVault.Answer.Joined());
  }

  @Test
  void a_device_that_waits_itself_can_let_nobody_in() {
    JoinVault.Question question = newcomer.askToJoin();
    TestDevice other = new TestDevice("third", portal, 3).enrolled(People.ANA);
    try (JoinWords words = TestDevice.typed(question)) {
      assertThat(other.approve().approve(question.id(), words))
          .isEqualTo(new ApproveDevice.Outcome.NotTrusted());
    }
  }

  @Test
  void somebody_else_sees_no_request_of_hers() {
    JoinVault.Question question = newcomer.askToJoin();
    portal.register(People.BEN);
    TestDevice bens = new TestDevice("bens", portal, 4).enrolled(People.BEN);
    assertThat(bens.approve().waiting()).isEmpty();
    try (JoinWords words = TestDevice.typed(question)) {
      assertThat(bens.approve().approve(question.id(), words))
          .isEqualTo(new ApproveDevice.Outcome.Gone());
    }
  }

  private Optional<PendingJoin> waiting(JoinVault.Question question) {
    return portal.stores().joinRequests().find(InMemoryPortal.ORG, People.ANA.id(), question.id());
  }

  private VaultNotes stored() {
    return portal.stores().vaults().find(InMemoryPortal.ORG, People.ANA.id()).orElseThrow();
  }
}
