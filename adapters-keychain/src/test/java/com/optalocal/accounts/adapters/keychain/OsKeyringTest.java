package com.optalocal.accounts.adapters.keychain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.optalocal.accounts.adapters.keychain.FakeOsKeychain.Mood;
import com.optalocal.accounts.application.CustodyUnavailable;
import com.optalocal.accounts.application.CustodyUnavailable.Reason;
import com.optalocal.accounts.application.session.CustodyChoice.KeychainState;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

final class OsKeyringTest {
  private static final Duration SHORT = Duration.ofMillis(150);
  private final FakeOsKeychain os = new FakeOsKeychain();
  private final AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
  private final InstantSource clock = now::get;

  @Test
  void the_default_home_has_the_plain_service_and_every_other_its_own() {
    Path home = Path.of("/home/ana/.config/opta");
    assertThat(OsKeyring.service(home, home, "")).isEqualTo("opta");
    assertThat(OsKeyring.service(Path.of("/home/ana/.config/x/../opta/"), home, ""))
        .isEqualTo("opta");
    String other = OsKeyring.service(Path.of("/tmp/second"), home, "");
    assertThat(other).matches("opta:[0-9a-f]{8}");
    assertThat(OsKeyring.service(Path.of("/tmp/third"), home, "")).isNotEqualTo(other);
    assertThat(OsKeyring.service(home, home, "work")).matches("opta:[0-9a-f]{8}");
    assertThat(OsKeyring.service(home, home, "work"))
        .isNotEqualTo(OsKeyring.service(home, home, "play"));
  }

  @Test
  void its_state_is_what_it_answers_now() {
    OsKeyring keyring = os.keyring(SHORT, clock);
    assertThat(keyring.state()).isEqualTo(KeychainState.AVAILABLE);
    for (Mood locked : new Mood[] {Mood.LOCKED, Mood.READ_ONLY, Mood.LOOKS_EMPTY}) {
      os.entries().clear();
      os.become(locked);
      assertThat(keyring.state()).as("%s", locked).isEqualTo(KeychainState.LOCKED);
    }
    os.become(Mood.FINE);
    assertThat(keyring.state()).isEqualTo(KeychainState.AVAILABLE);
    os.become(Mood.ABSENT);
    assertThat(os.keyring(SHORT, clock).state()).isEqualTo(KeychainState.ABSENT);
  }

  @Test
  void a_locked_keychain_that_looks_empty_is_not_believed() {
    OsKeyring keyring = os.keyring(SHORT, clock);
    keyring.put("session", "kept");
    assertThat(keyring.get("device-keys")).isEmpty();
    os.become(Mood.LOOKS_EMPTY);
    assertRefused(Reason.LOCKED, () -> keyring.get("session"));
    assertRefused(Reason.LOCKED, () -> keyring.get("device-keys"));
    assertRefused(Reason.LOCKED, () -> keyring.remove("session"));
    os.become(Mood.FINE);
    assertThat(keyring.get("session")).contains("kept");
  }

  @Test
  void a_broken_connection_is_given_up_and_made_anew() {
    OsKeyring keyring = os.keyring(SHORT, clock);
    keyring.put("session", "kept");
    os.become(Mood.LOCKED);
    assertRefused(Reason.LOCKED, () -> keyring.get("session"));
    assertThat(os.connections()).isZero();
    os.become(Mood.FINE);
    assertThat(keyring.get("session")).contains("kept");
    assertThat(os.connections()).isEqualTo(1);
    keyring.close();
    assertThat(os.connections()).isZero();
  }

  @Test
  void what_it_refuses_is_refused() {
    OsKeyring keyring = os.keyring(SHORT, clock);
    keyring.put("session", "kept");
    os.become(Mood.READ_ONLY);
    assertThat(keyring.get("session")).contains("kept");
    assertRefused(Reason.REFUSED, () -> keyring.put("session", "S3CRET"));
    assertRefused(Reason.REFUSED, () -> keyring.remove("session"));
  }

  @Test
  void nobody_waits_longer_than_the_patience_and_the_next_one_not_at_all() {
    OsKeyring keyring = os.keyring(SHORT, clock);
    keyring.put("session", "kept");
    os.become(Mood.PROMPTS);
    long before = System.nanoTime();
    assertRefused(Reason.LOCKED, () -> keyring.get("session"));
    long first = System.nanoTime();
    for (int i = 0; i < 10; i++) {
      assertRefused(Reason.LOCKED, () -> keyring.get("session"));
    }
    assertThat(Duration.ofNanos(first - before)).isGreaterThanOrEqualTo(SHORT);
    assertThat(Duration.ofNanos(System.nanoTime() - first)).isLessThan(SHORT.multipliedBy(5));
    os.answerPrompt();
    assertThat(getOnceItAnswers(keyring, "session")).isEqualTo("kept");
  }

  @Test
  void what_was_given_up_is_not_written_later() {
    OsKeyring keyring = os.keyring(SHORT, clock);
    keyring.put("session", "old");
    os.become(Mood.PROMPTS);
    assertRefused(Reason.LOCKED, () -> keyring.put("session", "new"));
    os.answerPrompt();
    assertThat(getOnceItAnswers(keyring, "session")).isEqualTo("old");
  }

  @Test
  void an_absent_keychain_is_believed_for_a_while() {
    os.become(Mood.ABSENT);
    OsKeyring keyring = os.keyring(SHORT, clock);
    assertRefused(Reason.ABSENT, () -> keyring.get("session"));
    os.become(Mood.FINE);
    assertThat(keyring.isThere()).isFalse();
    now.set(Instant.EPOCH.plusSeconds(10));
    assertThat(keyring.isThere()).isTrue();
    assertThat(keyring.get("session")).isEmpty();
  }

  @Test
  void whoever_asks_for_its_state_gets_a_fresh_answer() {
    os.become(Mood.ABSENT);
    OsKeyring keyring = os.keyring(SHORT, clock);
    assertThat(keyring.state()).isEqualTo(KeychainState.ABSENT);
    os.become(Mood.FINE);
    assertThat(keyring.state()).isEqualTo(KeychainState.AVAILABLE);
  }

  @Test
  void many_threads_at_once_get_their_own_answers() throws Exception {
    OsKeyring keyring = os.keyring(OsKeyring.PATIENCE, clock);
    try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
      List<Future<?>> work = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        String account = "slot-" + i;
        work.add(
            threads.submit(() -> {
              for (int round = 0; round < 50; round++) {
                keyring.put(account, account + round);
                assertThat(keyring.get(account)).contains(account + round);
              }
            }));
      }
      for (Future<?> each : work) {
        each.get();
      }
    }
    assertThat(os.connections()).isEqualTo(1);
  }

  /// The call that was stuck ends on another thread; nobody tells when.
  private static String getOnceItAnswers(OsKeyring keyring, String account) {
    long deadline = System.nanoTime() + Duration.ofSeconds(10).toNanos();
    while (true) {
      try {
        return keyring.get(account).orElseThrow();
      } catch (CustodyUnavailable stillStuck) {
        if (System.nanoTime() > deadline) {
          throw stillStuck;
        }
        Thread.onSpinWait();
      }
    }
  }

  private static void assertRefused(Reason reason, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            CustodyUnavailable.class, e -> assertThat(e.reason()).isEqualTo(reason))
        .hasMessageNotContaining("S3CRET");
  }
}
