package com.optalocal.accounts.application.session;

import static com.optalocal.accounts.application.session.SessionSamples.ANA;
import static com.optalocal.accounts.application.session.SessionSamples.BEN;
import static com.optalocal.accounts.application.session.SessionSamples.assertSame;
import static org.assertj.core.api.Assertions.assertThat;

import com.optalocal.accounts.domain.session.HeldSession;
import com.optalocal.accounts.domain.session.IssuedSession;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/// What every [SessionCustody] keeps to.
public abstract class SessionCustodyContract {
  protected abstract SessionCustody emptyCustody();

  /// The same custody as the next process finds it; memory has only the one.
  protected SessionCustody reopened(SessionCustody custody) {
    return custody;
  }

  @Test
  void nothing_was_kept_at_first() {
    assertThat(emptyCustody().load()).isEmpty();
  }

  @Test
  void what_was_kept_is_loaded() {
    SessionCustody custody = emptyCustody();
    custody.keep(SessionSamples.of(ANA, "one"));
    assertSame(custody.load(), SessionSamples.of(ANA, "one"));
    assertSame(reopened(custody).load(), SessionSamples.of(ANA, "one"));
  }

  @Test
  void a_session_of_a_user_without_a_name_is_kept() {
    SessionCustody custody = emptyCustody();
    custody.keep(SessionSamples.of(BEN, "one"));
    assertSame(reopened(custody).load(), SessionSamples.of(BEN, "one"));
  }

  @Test
  void long_tokens_survive() {
    SessionCustody custody = emptyCustody();
    custody.keep(SessionSamples.of(ANA, "x".repeat(4000)));
    assertSame(reopened(custody).load(), SessionSamples.of(ANA, "x".repeat(4000)));
  }

  @Test
  void the_last_session_kept_is_the_one() {
    SessionCustody custody = emptyCustody();
    custody.keep(SessionSamples.of(ANA, "one"));
    custody.keep(SessionSamples.of(BEN, "two"));
    assertSame(reopened(custody).load(), SessionSamples.of(BEN, "two"));
  }

  @Test
  void wiping_what_was_handed_over_or_lent_leaves_the_kept_session_alone() {
    SessionCustody custody = emptyCustody();
    HeldSession mine = SessionSamples.of(ANA, "one");
    custody.keep(mine);
    wipe(mine.issued());
    wipe(custody.load().orElseThrow().issued());
    assertSame(custody.load(), SessionSamples.of(ANA, "one"));
  }

  @Test
  void forgetting_removes_it_and_may_be_repeated() {
    SessionCustody custody = emptyCustody();
    custody.forget();
    custody.keep(SessionSamples.of(ANA, "one"));
    custody.forget();
    custody.forget();
    assertThat(custody.load()).isEmpty();
    assertThat(reopened(custody).load()).isEmpty();
  }

  @Test
  void writers_at_once_leave_one_whole_session() throws Exception {
    SessionCustody custody = emptyCustody();
    try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
      List<Future<?>> writers = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        String mark = "writer-" + i;
        writers.add(
            threads.submit(() -> {
              for (int round = 0; round < 5; round++) {
                custody.keep(SessionSamples.of(ANA, mark));
                assertWhole(custody.load().orElseThrow());
              }
            }));
      }
      for (Future<?> writer : writers) {
        writer.get();
      }
    }
    assertWhole(reopened(custody).load().orElseThrow());
  }

  private static void assertWhole(HeldSession held) {
    String access = held.issued().accessToken().reveal();
    String refresh = held.issued().refreshToken().reveal();
    assertThat(access).matches("access-writer-[0-3]");
    assertThat(refresh.substring("refresh".length()))
        .isEqualTo(access.substring("access".length()));
  }

  private static void wipe(IssuedSession issued) {
    issued.accessToken().close();
    issued.refreshToken().close();
  }
}
