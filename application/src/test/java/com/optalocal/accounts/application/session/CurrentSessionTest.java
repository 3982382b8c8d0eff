package com.optalocal.accounts.application.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.optalocal.accounts.application.CustodyUnavailable;
import com.optalocal.accounts.application.InMemoryPortal;
import com.optalocal.accounts.application.PortalUnreachable;
import com.optalocal.accounts.application.SessionRefused;
import com.optalocal.accounts.domain.MovableClock;
import com.optalocal.accounts.domain.identity.People;
import com.optalocal.accounts.domain.session.Actor;
import com.optalocal.accounts.domain.session.HeldSession;
import com.optalocal.accounts.domain.session.SessionState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CurrentSessionTest {
  private final MovableClock clock = new MovableClock();
  private final InMemoryPortal portal = new InMemoryPortal(clock);
  private final InMemoryPortalSignIn signIn = new InMemoryPortalSignIn(portal);
  private final InMemorySessionCustody custody = new InMemorySessionCustody();
  private final CurrentSession session = new CurrentSession(custody, signIn, clock);

  @BeforeEach
  void ana_has_an_account() {
    portal.register(People.ANA);
  }

  private String whoAmI() {
    return session.call((held, token) -> portal.actor(token).user().address());
  }

  @Test
  void without_a_session_every_call_is_refused() {
    assertThatThrownBy(this::whoAmI).isInstanceOf(SessionRefused.class);
    assertThat(session.keepFresh()).isFalse();
    assertThat(session.end()).isFalse();
  }

  @Test
  void a_session_survives_a_restart() {
    session.begin(portal.signIn(People.ANA));
    CurrentSession restarted = new CurrentSession(custody, signIn, clock);
    assertThat(restarted.<Actor>call((held, token) -> portal.actor(token)).user())
        .isEqualTo(People.ANA);
  }

  @Test
  void a_fresh_session_is_used_as_it_is() {
    session.begin(portal.signIn(People.ANA));
    assertThat(whoAmI()).isEqualTo("ana@example.com");
    assertThat(signIn.refreshes()).isZero();
  }

  @Test
  void a_session_near_its_end_is_renewed_before_it_is_used_and_kept() {
    session.begin(portal.signIn(People.ANA));
    HeldSession before = session.peek().orElseThrow();
    clock.advance(Duration.ofMinutes(56));
    assertThat(whoAmI()).isEqualTo("ana@example.com");
    assertThat(signIn.refreshes()).isOne();
    HeldSession kept = custody.load().orElseThrow();
    assertThat(kept.state(clock.instant())).isInstanceOf(SessionState.Active.class);
    assertThat(kept.issued().refreshToken().constantTimeEquals(before.issued().refreshToken()))
        .as("the refresh token was rotated")
        .isFalse();
  }

  @Test
  void many_calls_at_once_share_one_refresh() throws Exception {
    session.begin(portal.signIn(People.ANA));
    clock.advance(Duration.ofMinutes(70));
    int callers = 16;
    CountDownLatch start = new CountDownLatch(1);
    List<Future<String>> answers = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < callers; i++) {
        answers.add(
            threads.submit(() -> {
              start.await();
              return whoAmI();
            }));
      }
      start.countDown();
      for (Future<String> answer : answers) {
        assertThat(answer.get(30, TimeUnit.SECONDS)).isEqualTo("ana@example.com");
      }
    }
    assertThat(signIn.refreshes()).isOne();
  }

  @Test
  void a_session_that_the_portal_ended_is_forgotten() {
    HeldSession held = portal.signIn(People.ANA);
    session.begin(held);
    portal.revoke(held.issued().accessToken());
    assertThatThrownBy(this::whoAmI).isInstanceOf(SessionRefused.class);
    assertThat(custody.load()).isEmpty();
    assertThat(session.peek()).isEmpty();
  }

  @Test
  void an_unreachable_portal_keeps_the_session() {
    session.begin(portal.signIn(People.ANA));
    clock.advance(Duration.ofMinutes(70));
    portal.goOffline();
    assertThatThrownBy(this::whoAmI).isInstanceOf(PortalUnreachable.class);
    assertThatThrownBy(session::keepFresh).isInstanceOf(PortalUnreachable.class);
    assertThat(custody.load()).isPresent();
    portal.comeBack();
    assertThat(whoAmI()).isEqualTo("ana@example.com");
  }

  @Test
  void a_custody_that_cannot_keep_a_renewed_session_says_so_and_the_next_try_works() {
    session.begin(portal.signIn(People.ANA));
    clock.advance(Duration.ofMinutes(56));
    custody.fail(CustodyUnavailable.Reason.LOCKED);
    assertThatThrownBy(this::whoAmI).isInstanceOf(CustodyUnavailable.class);
    custody.fail(null);
    // the same parent within the grace period: the portal hands out the same successor
    assertThat(whoAmI()).isEqualTo("ana@example.com");
  }

  @Test
  void keeping_fresh_does_nothing_before_it_is_due() {
    session.begin(portal.signIn(People.ANA));
    assertThat(session.keepFresh()).isTrue();
    assertThat(signIn.refreshes()).isZero();
    clock.advance(Duration.ofMinutes(56));
    assertThat(session.keepFresh()).isTrue();
    assertThat(signIn.refreshes()).isOne();
  }

  @Test
  void signing_out_ends_it_on_both_sides() {
    HeldSession held = portal.signIn(People.ANA);
    session.begin(held);
    assertThat(session.end()).isTrue();
    assertThat(custody.load()).isEmpty();
    assertThatThrownBy(() -> portal.actor(held.issued().accessToken()))
        .isInstanceOf(SessionRefused.class);
    assertThat(signIn.refresh(held)).isEmpty();
  }

  @Test
  void signing_out_offline_forgets_the_session_here() {
    session.begin(portal.signIn(People.ANA));
    portal.goOffline();
    assertThatThrownBy(session::end).isInstanceOf(PortalUnreachable.class);
    assertThat(custody.load()).isEmpty();
    assertThat(session.peek()).isEmpty();
  }

  @Test
  void a_sign_out_wins_over_a_refresh_under_way() throws Exception {
    CountDownLatch refreshing = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    PortalSignIn slow =
        new ForwardingSignIn(signIn) {
          @Override
          public Optional<HeldSession> refresh(HeldSession held) {
            refreshing.countDown();
            await(goOn);
            return super.refresh(held);
          }
        };
    CurrentSession current = new CurrentSession(custody, slow, clock);
    current.begin(portal.signIn(People.ANA));
    clock.advance(Duration.ofMinutes(56));
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Boolean> refresh = threads.submit(current::keepFresh);
      await(refreshing);
      Future<Boolean> signOut = threads.submit(current::end);
      goOn.countDown();
      assertThat(refresh.get(30, TimeUnit.SECONDS)).isTrue();
      assertThat(signOut.get(30, TimeUnit.SECONDS)).isTrue();
    }
    assertThat(custody.load()).isEmpty();
    assertThat(current.peek()).isEmpty();
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
