package com.optalocal.accounts.application.session;

import static org.assertj.core.api.Assertions.assertThat;

import com.optalocal.accounts.domain.BearerSecret;
import com.optalocal.accounts.domain.UserId;
import com.optalocal.accounts.domain.identity.DisplayName;
import com.optalocal.accounts.domain.identity.Email;
import com.optalocal.accounts.domain.identity.User;
import com.optalocal.accounts.domain.organization.ProjectRef;
import com.optalocal.accounts.domain.session.HeldSession;
import com.optalocal.accounts.domain.session.IssuedSession;
import com.optalocal.accounts.domain.session.PortalUrl;
import com.optalocal.accounts.domain.session.SessionId;
import java.time.Instant;
import java.util.Optional;

/// Sessions to keep, and how to tell that two are the same one.
public final class SessionSamples {
  public static final Instant NOW = Instant.parse("2026-03-04T09:24:12Z");
  public static final User ANA =
      new User(
          new UserId("0f8fad5b-d9cb-469f-a165-70867728950e"),
          new Email("ana@example.com"),
          Optional.of(new DisplayName("Ana Zoë")),
          Instant.parse("2026-01-02T03:04:05Z"));
  public static final User BEN =
      new User(
          new UserId("user_123"), new Email("ben@example.com"), Optional.empty(), Instant.EPOCH);

  private SessionSamples() {}

  /// A session of `user` whose tokens are `access-` and `refresh-` with `mark` behind.
  public static HeldSession of(User user, String mark) {
    return new HeldSession(
        new PortalUrl("http://127.0.0.1:4400"),
        new ProjectRef("cytjsmezydytbmjrolyz"),
        new IssuedSession(
            user,
            new SessionId("7c9e6679-7425-40de-944b-e07fc1f90ae7"),
            BearerSecret.presented("access-" + mark),
            BearerSecret.presented("refresh-" + mark),
            NOW,
            NOW.plusSeconds(3600)),
        NOW.plusSeconds(1));
  }

  /// Tokens compare by what they hold; the records around them cannot.
  public static void assertSame(Optional<HeldSession> actual, HeldSession expected) {
    assertThat(actual).isPresent();
    HeldSession held = actual.get();
    assertThat(held.portal()).isEqualTo(expected.portal());
    assertThat(held.project()).isEqualTo(expected.project());
    assertThat(held.updatedAt()).isEqualTo(expected.updatedAt());
    IssuedSession issued = held.issued();
    assertThat(issued.user()).isEqualTo(expected.issued().user());
    assertThat(issued.id()).isEqualTo(expected.issued().id());
    assertThat(issued.issuedAt()).isEqualTo(expected.issued().issuedAt());
    assertThat(issued.expiresAt()).isEqualTo(expected.issued().expiresAt());
    assertThat(issued.accessToken().constantTimeEquals(expected.issued().accessToken()))
        .as("the access token is the one that was kept")
        .isTrue();
    assertThat(issued.refreshToken().constantTimeEquals(expected.issued().refreshToken()))
        .as("the refresh token is the one that was kept")
        .isTrue();
  }
}
