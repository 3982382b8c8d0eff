package com.optalocal.accounts.application.session;

import com.optalocal.accounts.domain.ByteString;
import com.optalocal.accounts.domain.UserId;
import com.optalocal.accounts.domain.note.Hash;
import com.optalocal.accounts.domain.organization.OrgId;
import com.optalocal.accounts.domain.session.Session;
import com.optalocal.accounts.domain.session.SessionId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The portal's sessions, their cookies and refresh tokens. Secrets are kept as hashes only.
public interface Sessions {
  /// One refresh token of a session. `successorSalt` is there once it was used.
  record RefreshToken(
      Hash hash,
      SessionId session,
      Instant issuedAt,
      Optional<Instant> usedAt,
      Optional<ByteString> successorSalt) {}

  void open(OrgId org, Session session);

  Optional<Session> find(OrgId org, SessionId id);

  Optional<Session> findByCookie(OrgId org, Hash cookie);

  /// The user's sessions that have not ended, newest first, 1,000 at most.
  List<Session> openOf(OrgId org, UserId user);

  /// Replaces the session of the same id: its proofs and times. Whose it is, its cookie and an end
  /// that it has stay as they are.
  void update(OrgId org, Session session);

  /// Ends a session; ending it twice keeps the first time.
  void end(OrgId org, SessionId id, Instant at);

  /// Ends every open session of `user`, but `kept` where there is one.
  ///
  /// @return those that it ended
  List<SessionId> endAll(OrgId org, UserId user, Optional<SessionId> kept, Instant at);

  void addRefreshToken(OrgId org, RefreshToken token);

  Optional<RefreshToken> findRefreshToken(OrgId org, Hash hash);

  void markUsed(OrgId org, Hash hash, Instant at, ByteString successorSalt);

  /// Takes every refresh token of the session away, used or not: whoever holds one of them
  /// refreshes nothing any more.
  void dropRefreshTokens(OrgId org, SessionId id);
}
