package com.optalocal.accounts.application.session;

import static com.optalocal.accounts.domain.organization.OrgId.DEFAULT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.optalocal.accounts.application.InMemoryPortal;
import com.optalocal.accounts.application.InMemoryPortalStores;
import com.optalocal.accounts.application.StoreUnavailable;
import com.optalocal.accounts.application.audit.AuditTrail;
import com.optalocal.accounts.domain.MovableClock;
import com.optalocal.accounts.domain.audit.AuditAction;
import com.optalocal.accounts.domain.audit.AuditEvent;
import com.optalocal.accounts.domain.audit.AuditField;
import com.optalocal.accounts.domain.identity.Account;
import com.optalocal.accounts.domain.identity.People;
import com.optalocal.accounts.domain.session.IssuedSession;
import com.optalocal.accounts.domain.session.Origin;
import com.optalocal.accounts.domain.session.Proof;
import com.optalocal.accounts.domain.session.Session;
import com.optalocal.accounts.domain.session.SessionId;
import com.optalocal.accounts.domain.session.SignInMethod;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OpenSessionTest {
  private final InMemoryPortal portal = new InMemoryPortal(new MovableClock());
  private final InMemoryPortalStores stores = portal.stores();

  @BeforeEach
  void register_ana() {
    portal.register(People.ANA);
  }

  @Test
  void a_program_gets_tokens_of_which_the_store_knows_hashes_only() {
    IssuedSession issued =
        portal
            .openSession()
            .withTokens(DEFAULT, Account.of(People.ANA), SignInMethod.PASSWORD, Origin.UNKNOWN)
            .orElseThrow();

    assertThat(issued.user()).isEqualTo(People.ANA);
    assertThat(issued.issuedAt()).isEqualTo(MovableClock.START);
    assertThat(issued.expiresAt()).isEqualTo(MovableClock.START.plusSeconds(3600));
    assertThat(stores.sessions().find(DEFAULT, issued.id()))
        .contains(
            Session.opened(
                issued.id(),
                People.ANA.id(),
                new Proof(SignInMethod.PASSWORD, MovableClock.START),
                Origin.UNKNOWN));
    assertThat(stores.sessions().findRefreshToken(DEFAULT, issued.refreshToken().hash()))
        .contains(
            new Sessions.RefreshToken(
                issued.refreshToken().hash(),
                issued.id(),
                MovableClock.START,
                Optional.empty(),
                Optional.empty()));
    assertEvent(issued.id(), "password", "program");
  }

  @Test
  void a_browser_gets_a_cookie_of_which_the_store_knows_the_hash_only() {
    OpenSession.BrowserSession browser =
        portal
            .openSession()
            .withCookie(DEFAULT, Account.of(People.ANA), SignInMethod.PASSWORD, Origin.UNKNOWN)
            .orElseThrow();

    assertThat(stores.sessions().findByCookie(DEFAULT, browser.cookie().hash()))
        .get()
        .extracting(Session::id)
        .isEqualTo(browser.id());
    assertEvent(browser.id(), "password", "browser");
  }

  @Test
  void no_two_sessions_share_a_secret() {
    IssuedSession first =
        portal
            .openSession()
            .withTokens(DEFAULT, Account.of(People.ANA), SignInMethod.PASSWORD, Origin.UNKNOWN)
            .orElseThrow();
    IssuedSession second =
        portal
            .openSession()
            .withTokens(DEFAULT, Account.of(People.ANA), SignInMethod.PASSWORD, Origin.UNKNOWN)
            .orElseThrow();

    assertThat(second.id()).isNotEqualTo(first.id());
    assertThat(second.refreshToken().hash()).isNotEqualTo(first.refreshToken().hash());
  }

  @Test
  void ending_a_session_is_recorded_and_closes_it() {
    IssuedSession issued =
        portal
            .openSession()
            .withTokens(DEFAULT, Account.of(People.ANA), SignInMethod.PASSWORD, Origin.UNKNOWN)
            .orElseThrow();

    portal.endSession().end(portal.actor(issued.accessToken()));

    assertThat(portal.authenticate().byAccessToken(DEFAULT, issued.accessToken())).isEmpty();
    assertThat(stores.audit().actions(DEFAULT.auditLog()))
        .containsExactly(AuditAction.SESSION_OPENED, AuditAction.SESSION_ENDED);
  }

  @Test
  void without_its_event_no_session_opens_or_ends() {
    IssuedSession issued =
        portal
            .openSession()
            .withTokens(DEFAULT, Account.of(People.ANA), SignInMethod.PASSWORD, Origin.UNKNOWN)
            .orElseThrow();
    stores.audit().refuseToAppend();

    assertThatThrownBy(() ->
            portal
                .openSession()
                .withTokens(DEFAULT, Account.of(People.ANA), SignInMethod.PASSWORD, Origin.UNKNOWN)
                .orElseThrow())
        .isInstanceOf(StoreUnavailable.class);
    assertThatThrownBy(() ->
            portal
                .openSession()
                .withCookie(DEFAULT, Account.of(People.ANA), SignInMethod.PASSWORD, Origin.UNKNOWN)
                .orElseThrow())
        .isInstanceOf(StoreUnavailable.class);
    assertThatThrownBy(() -> portal.endSession().end(portal.actor(issued.accessToken())))
        .isInstanceOf(StoreUnavailable.class);

    assertThat(portal.authenticate().byAccessToken(DEFAULT, issued.accessToken())).isPresent();
    assertThat(stores.audit().actions(DEFAULT.auditLog()))
        .containsExactly(AuditAction.SESSION_OPENED);
  }

  private void assertEvent(SessionId id, String method, String kind) {
    List<AuditTrail.Entry> log = stores.audit().newest(DEFAULT.auditLog(), Optional.empty(), 10);
    assertThat(log)
        .extracting(AuditTrail.Entry::event)
        .containsExactly(
            AuditEvent.of(
                MovableClock.START,
                AuditAction.SESSION_OPENED,
                AuditField.personal("user", People.ANA.id()),
                AuditField.open("session", id),
                AuditField.open("method", method),
                AuditField.open("kind", kind)));
  }
}
