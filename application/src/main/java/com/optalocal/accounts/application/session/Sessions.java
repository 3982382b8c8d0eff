package com.optalocal.accounts.application.session;

import com.optalocal.accounts.domain.ByteString;
import com.optalocal.accounts.domain.UserId;
import com.optalocal.accounts.domain.note.Hash;
import com.optalocal.accounts.domain.organization.OrgId;
import com.optalocal.accounts.domain.session.SessionId;
import java.time.Instant;
import java.util.Optional;

/// The portal's sessions, their cookies and refresh tokens. Secrets are kept as hashes only.
public interface Sessions {
  /// A session. A browser's has a `cookie` hash; a terminal's has refresh tokens instead.
  record Session(
      SessionId id,
      UserId user,
      Instant createdAt,
      Optional<Hash> cookie,
      Optional<Instant> endedAt) {}

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

  /// Ends a session; ending it twice keeps the first time.
  void end(OrgId org, SessionId id, Instant at);

  void addRefreshToken(OrgId org, RefreshToken token);

  Optional<RefreshToken> findRefreshToken(OrgId org, Hash hash);

  void markUsed(OrgId org, Hash hash, Instant at, ByteString successorSalt);
}
