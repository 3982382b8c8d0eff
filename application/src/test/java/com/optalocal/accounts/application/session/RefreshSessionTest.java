package com.optalocal.accounts.application.session;

import static com.optalocal.accounts.domain.organization.OrgId.DEFAULT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.optalocal.accounts.application.InMemoryPortal;
import com.optalocal.accounts.application.StoreUnavailable;
import com.optalocal.accounts.domain.BearerSecret;
import com.optalocal.accounts.domain.MovableClock;
import com.optalocal.accounts.domain.audit.AuditAction;
import com.optalocal.accounts.domain.identity.People;
import com.optalocal.accounts.domain.note.Hash;
import com.optalocal.accounts.domain.session.IssuedSession;
import com.optalocal.accounts.domain.session.RefreshFamily;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RefreshSessionTest {
  private final MovableClock clock = new MovableClock();
  private final InMemoryPortal portal = new InMemoryPortal(clock);
  private final RefreshSession refresh = portal.refreshSession();

  @BeforeEach
  void register_ana() {
    portal.register(People.ANA);
  }

  @Test
  void a_token_is_exchanged_for_its_successor_and_a_fresh_access_token() {
    IssuedSession first = signIn();
    clock.advance(AccessTokens.LIFETIME);

    IssuedSession second = refreshed(first.refreshToken());

    assertThat(second.id()).isEqualTo(first.id());
    assertThat(second.user()).isEqualTo(People.ANA);
    assertThat(second.refreshToken().hash()).isNotEqualTo(first.refreshToken().hash());
    assertThat(second.expiresAt()).isEqualTo(clock.instant().plus(AccessTokens.LIFETIME));
    assertThat(portal.authenticate().byAccessToken(DEFAULT, first.accessToken())).isEmpty();
    assertThat(portal.authenticate().byAccessToken(DEFAULT, second.accessToken())).isPresent();
    assertThat(actions())
        .containsExactly(AuditAction.SESSION_OPENED, AuditAction.SESSION_REFRESHED);
  }

  @Test
  void a_repeat_within_ten_seconds_gets_the_same_successor_and_is_no_second_refresh() {
    IssuedSession first = signIn();
    IssuedSession second = refreshed(first.refreshToken());

    clock.advance(RefreshFamily.REUSE_INTERVAL);
    IssuedSession again = refreshed(first.refreshToken());

    assertThat(again.refreshToken().constantTimeEquals(second.refreshToken())).isTrue();
    assertThat(actions())
        .containsExactly(AuditAction.SESSION_OPENED, AuditAction.SESSION_REFRESHED);
    assertThat(refreshed(second.refreshToken()).id()).isEqualTo(first.id());
  }

  @Test
  void a_later_replay_ends_the_session_and_with_it_every_descendant() {
    IssuedSession first = signIn();
    IssuedSession second = refreshed(first.refreshToken());
    IssuedSession third = refreshed(second.refreshToken());

    clock.advance(RefreshFamily.REUSE_INTERVAL.plusSeconds(1));
    assertThat(refresh.refresh(DEFAULT, first.refreshToken()))
        .isEqualTo(new RefreshSession.Outcome.Reused());

    assertThat(refresh.refresh(DEFAULT, third.refreshToken()))
        .isEqualTo(new RefreshSession.Outcome.SessionOver());
    assertThat(refresh.refresh(DEFAULT, first.refreshToken()))
        .isEqualTo(new RefreshSession.Outcome.SessionOver());
    assertThat(portal.authenticate().byAccessToken(DEFAULT, third.accessToken())).isEmpty();
    assertThat(actions()).endsWith(AuditAction.SESSION_REUSE_DETECTED);
  }

  @Test
  void another_session_of_the_same_person_lives_on() {
    IssuedSession stolen = signIn();
    IssuedSession other = signIn();
    refreshed(stolen.refreshToken());
    clock.advance(RefreshFamily.REUSE_INTERVAL.plusSeconds(1));
    refresh.refresh(DEFAULT, stolen.refreshToken());

    assertThat(refreshed(other.refreshToken()).id()).isEqualTo(other.id());
  }

  @Test
  void commands_that_race_get_one_successor() throws Exception {
    IssuedSession first = signIn();

    Set<Hash> successors = new HashSet<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<IssuedSession>> running = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        running.add(threads.submit(() -> refreshed(first.refreshToken())));
      }
      for (Future<IssuedSession> one : running) {
        successors.add(one.get().refreshToken().hash());
      }
    }

    assertThat(successors).hasSize(1);
    assertThat(actions())
        .containsExactly(AuditAction.SESSION_OPENED, AuditAction.SESSION_REFRESHED);
  }

  @Test
  void an_unknown_token_is_nobodys() {
    assertThat(refresh.refresh(DEFAULT, BearerSecret.presented("made up")))
        .isEqualTo(new RefreshSession.Outcome.UnknownToken());
  }

  @Test
  void a_session_that_was_signed_out_does_not_refresh() {
    IssuedSession first = signIn();
    portal.revoke(first.accessToken());

    assertThat(refresh.refresh(DEFAULT, first.refreshToken()))
        .isEqualTo(new RefreshSession.Outcome.SessionOver());
  }

  @Test
  void without_its_event_the_token_stays_unused() {
    IssuedSession first = signIn();
    portal.stores().audit().refuseToAppend();

    assertThatThrownBy(() -> refresh.refresh(DEFAULT, first.refreshToken()))
        .isInstanceOf(StoreUnavailable.class);

    assertThat(portal.stores().sessions().findRefreshToken(DEFAULT, first.refreshToken().hash()))
        .get()
        .extracting(Sessions.RefreshToken::usedAt)
        .isEqualTo(Optional.empty());
  }

  @Test
  void without_its_event_a_replay_is_refused_but_the_session_is_not_half_ended() {
    IssuedSession first = signIn();
    refreshed(first.refreshToken());
    clock.advance(RefreshFamily.REUSE_INTERVAL.plusSeconds(1));
    portal.stores().audit().refuseToAppend();

    assertThatThrownBy(() -> refresh.refresh(DEFAULT, first.refreshToken()))
        .isInstanceOf(StoreUnavailable.class);

    assertThat(portal.authenticate().byAccessToken(DEFAULT, first.accessToken())).isPresent();
  }

  private IssuedSession signIn() {
    return portal.signIn(People.ANA).issued();
  }

  private IssuedSession refreshed(BearerSecret token) {
    RefreshSession.Outcome outcome = refresh.refresh(DEFAULT, token);
    assertThat(outcome).isInstanceOf(RefreshSession.Outcome.Refreshed.class);
    return ((RefreshSession.Outcome.Refreshed) outcome).session();
  }

  private List<AuditAction> actions() {
    return portal.stores().audit().actions(DEFAULT.auditLog());
  }
}
