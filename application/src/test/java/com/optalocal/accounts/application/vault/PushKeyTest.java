package com.optalocal.accounts.application.vault;

import static org.assertj.core.api.Assertions.assertThat;

import com.optalocal.accounts.application.InMemoryPortal;
import com.optalocal.accounts.application.TestDevice;
import com.optalocal.accounts.domain.MovableClock;
import com.optalocal.accounts.domain.device.DeviceName;
import com.optalocal.accounts.domain.identity.People;
import com.optalocal.accounts.domain.vault.Label;
import com.optalocal.accounts.domain.vault.SecretName;
import com.optalocal.accounts.domain.vault.SecretValue;
import com.optalocal.accounts.domain.vault.VaultPin;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PushKeyTest {
  private static final SecretName ANTHROPIC = new SecretName("ANTHROPIC_API_KEY");

  private final InMemoryPortal portal = new InMemoryPortal(new MovableClock());
  private final TestDevice first = new TestDevice("first", portal, 1);
  private final TestDevice second = new TestDevice("second", portal, 2);

  @BeforeEach
  void ana_has_two_devices() {
    portal.register(People.ANA);
    first.enrolled(People.ANA);
    second.joinedThrough(first, People.ANA);
  }

  @Test
  void each_push_is_the_next_version_and_the_newest_counts() {
    assertThat(first.push(ANTHROPIC.value(), "sk-ant-1"))
        .isEqualTo(new PushKey.Outcome.Pushed(ANTHROPIC, 1, 2));
    assertThat(second.push(ANTHROPIC.value(), "sk-ant-2"))
        .isEqualTo(new PushKey.Outcome.Pushed(ANTHROPIC, 2, 2));
    first.pull().pull();
    assertThat(first.liveValue(ANTHROPIC.value())).contains("sk-ant-2");
  }

  @Test
  void a_label_stays_until_another_is_given() {
    try (SecretValue value = TestDevice.secret("sk-ant-1")) {
      first.pushKey().push(ANTHROPIC, value, Optional.of(new Label("work")));
      second.pushKey().push(ANTHROPIC, value, Optional.empty());
    }
    ListKeys.Key listed = listed(first).getFirst();
    assertThat(listed.label()).isEqualTo(new Label("work"));
    assertThat(listed.version()).isEqualTo(2);
    assertThat(listed.writer()).contains(new DeviceName("second"));
    try (SecretValue value = TestDevice.secret("sk-ant-1")) {
      first.pushKey().push(ANTHROPIC, value, Optional.of(Label.NONE));
    }
    assertThat(listed(second).getFirst().label()).isEqualTo(Label.NONE);
  }

  @Test
  void the_same_name_at_once_is_a_conflict_and_nothing_is_overwritten() {
    first.push(ANTHROPIC.value(), "sk-ant-1");
    meanwhile(() -> second.push(ANTHROPIC.value(), "sk-ant-theirs"));
    assertThat(first.push(ANTHROPIC.value(), "sk-ant-mine"))
        .isEqualTo(new PushKey.Outcome.Conflict(ANTHROPIC, 2, 2));
    first.pull().pull();
    assertThat(first.liveValue(ANTHROPIC.value())).contains("sk-ant-theirs");
  }

  @Test
  void another_name_at_once_is_merged() {
    meanwhile(() -> second.push("LMX_TOKEN", "lmx-theirs"));
    assertThat(first.push(ANTHROPIC.value(), "sk-ant-mine"))
        .isEqualTo(new PushKey.Outcome.Pushed(ANTHROPIC, 1, 2));
    second.pull().pull();
    assertThat(second.liveValue(ANTHROPIC.value())).contains("sk-ant-mine");
    assertThat(second.liveValue("LMX_TOKEN")).contains("lmx-theirs");
  }

  @Test
  void a_writer_that_always_loses_gives_up_and_has_stored_nothing() {
    int[] round = {0};
    first
        .remote()
        .lieAboutVault(truth -> {
          second.push("KEY_" + round[0]++, "x"); // after what first sees was read
          return truth;
        });
    assertThat(first.push(ANTHROPIC.value(), "sk-ant-mine"))
        .isEqualTo(new PushKey.Outcome.TooBusy());
    assertThat(listed(second)).noneMatch(key -> key.name().equals(ANTHROPIC));
  }

  @Test
  void the_state_that_a_push_made_is_pinned() {
    VaultPin before = first.pins().load(People.ANA.id()).orElseThrow();
    first.push(ANTHROPIC.value(), "sk-ant-1");
    VaultPin after = first.pins().load(People.ANA.id()).orElseThrow();
    assertThat(after.seq()).isEqualTo(before.seq() + 1);
    assertThat(portal.stores().vaults().find(InMemoryPortal.ORG, People.ANA.id()))
        .get()
        .extracting(notes -> notes.manifest().hash())
        .isEqualTo(after.manifest());
  }

  @Test
  void a_device_that_may_not_open_the_vault_may_not_write_to_it() {
    TestDevice stranger = new TestDevice("stranger", portal, 3).enrolled(People.ANA);
    assertThat(stranger.push(ANTHROPIC.value(), "sk-ant-1"))
        .isEqualTo(new PushKey.Outcome.NotTrusted());
    assertThat(new TestDevice("bare", portal, 4).signedIn(People.ANA).push("KEY", "x"))
        .isEqualTo(new PushKey.Outcome.NotTrusted());
    assertThat(listed(first)).isEmpty();
  }

  @Test
  void the_device_that_adds_a_key_has_it_in_memory_and_keychain_too() {
    try (SecretValue value = TestDevice.secret("sk-ant-1")) {
      assertThat(first.addKey().add(ANTHROPIC, value, Optional.empty()))
          .isEqualTo(new PushKey.Outcome.Pushed(ANTHROPIC, 1, 2));
    }
    assertThat(first.liveValue(ANTHROPIC.value())).contains("sk-ant-1");
    assertThat(first.keychainValue(ANTHROPIC.value())).contains("sk-ant-1");
  }

  @Test
  void a_key_that_was_stored_counts_as_pushed_whatever_comes_after() {
    boolean[] read = {false};
    first
        .remote()
        .lieAboutVault(truth -> {
          if (read[0]) {
            portal.goOffline();
            portal.requireOnline();
          }
          read[0] = true;
          return truth;
        });
    try (SecretValue value = TestDevice.secret("sk-ant-1")) {
      assertThat(first.addKey().add(ANTHROPIC, value, Optional.empty()))
          .isEqualTo(new PushKey.Outcome.Pushed(ANTHROPIC, 1, 2));
    }
  }

  @Test
  void two_devices_that_push_at_once_lose_nothing() throws Exception {
    int rounds = 60;
    CountDownLatch start = new CountDownLatch(1);
    try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
      Future<Integer> ones = threads.submit(() -> pushMany(first, "FIRST_", rounds, start));
      Future<Integer> others = threads.submit(() -> pushMany(second, "SECOND_", rounds, start));
      start.countDown();
      assertThat(ones.get(120, TimeUnit.SECONDS)).isEqualTo(rounds);
      assertThat(others.get(120, TimeUnit.SECONDS)).isEqualTo(rounds);
    }
    TestDevice third = new TestDevice("third", portal, 3).joinedThrough(first, People.ANA);
    third.pull().pull();
    for (int i = 0; i < rounds; i++) {
      assertThat(third.liveValue("FIRST_" + i)).contains("FIRST_ value " + i);
      assertThat(third.liveValue("SECOND_" + i)).contains("SECOND_ value " + i);
    }
    assertThat(listed(third)).hasSize(2 * rounds);
  }

  @Test
  void two_devices_that_fight_over_one_name_never_overwrite_silently() throws Exception {
    int rounds = 30;
    CountDownLatch start = new CountDownLatch(1);
    List<Future<Integer>> pushed = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
      for (TestDevice device : List.of(first, second)) {
        pushed.add(
            threads.submit(() -> {
              start.await();
              int stored = 0;
              for (int i = 0; i < rounds; i++) {
                switch (device.push(ANTHROPIC.value(), device.name() + " " + i)) {
                  case PushKey.Outcome.Pushed ignored -> stored++;
                  case PushKey.Outcome.Conflict ignored -> {
                    // told so, which is what counts
                  }
                  case PushKey.Outcome other -> throw new AssertionError(other);
                }
              }
              return stored;
            }));
      }
      start.countDown();
      int stored =
          pushed.get(0).get(120, TimeUnit.SECONDS) + pushed.get(1).get(120, TimeUnit.SECONDS);
      assertThat(listed(first).getFirst().version())
          .as("every push that said it was stored is a version of its own")
          .isEqualTo(stored);
    }
  }

  private static int pushMany(TestDevice device, String prefix, int rounds, CountDownLatch start)
      throws InterruptedException {
    start.await();
    int stored = 0;
    for (int i = 0; i < rounds; i++) {
      if (device.push(prefix + i, prefix + " value " + i) instanceof PushKey.Outcome.Pushed) {
        stored++;
      }
    }
    return stored;
  }

  /// Once, between the moment that `first` reads the vault and the moment that it writes.
  private void meanwhile(Runnable otherDevice) {
    AtomicBoolean done = new AtomicBoolean();
    first
        .remote()
        .lieAboutVault(truth -> {
          if (done.compareAndSet(false, true)) {
            otherDevice.run();
          }
          return truth;
        });
  }

  private static List<ListKeys.Key> listed(TestDevice device) {
    if (device.listKeys().list() instanceof ListKeys.Outcome.Listed listed) {
      return listed.keys();
    }
    throw new AssertionError("the keys cannot be listed");
  }
}
