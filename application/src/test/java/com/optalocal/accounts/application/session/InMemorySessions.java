package com.optalocal.accounts.application.session;

import com.optalocal.accounts.application.InMemoryTable;
import com.optalocal.accounts.application.InMemoryUnitOfWork;
import com.optalocal.accounts.domain.ByteString;
import com.optalocal.accounts.domain.UserId;
import com.optalocal.accounts.domain.note.Hash;
import com.optalocal.accounts.domain.organization.OrgId;
import com.optalocal.accounts.domain.session.Session;
import com.optalocal.accounts.domain.session.SessionId;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

public final class InMemorySessions implements Sessions {
  private record Key(OrgId org, SessionId id) {}

  private record Secret(OrgId org, Hash hash) {}

  private final InMemoryUnitOfWork work;
  private final InMemoryTable<Key, Session> sessions;
  private final InMemoryTable<Secret, SessionId> cookies;
  private final InMemoryTable<Secret, RefreshToken> tokens;

  public InMemorySessions(InMemoryUnitOfWork work) {
    this.work = work;
    sessions = work.table();
    cookies = work.table();
    tokens = work.table();
  }

  @Override
  public void open(OrgId org, Session session) {
    work.atomically(() -> {
      sessions.put(new Key(org, session.id()), session);
      session.cookie().ifPresent(hash -> cookies.put(new Secret(org, hash), session.id()));
      return session;
    });
  }

  @Override
  public Optional<Session> find(OrgId org, SessionId id) {
    return sessions.get(new Key(org, id));
  }

  @Override
  public Optional<Session> findByCookie(OrgId org, Hash cookie) {
    return cookies.get(new Secret(org, cookie)).flatMap(id -> find(org, id));
  }

  @Override
  public List<Session> openOf(OrgId org, UserId user) {
    return sessions.values(key -> key.org().equals(org)).stream()
        .filter(session -> session.user().equals(user) && session.isOpen())
        .sorted(Comparator.comparing(Session::createdAt).reversed())
        .limit(1000)
        .toList();
  }

  @Override
  public void update(OrgId org, Session session) {
    work.atomically(() -> {
      Optional<Session> there = find(org, session.id());
      there.ifPresent(old ->
          sessions.put(
              new Key(org, old.id()),
              new Session(
                  old.id(),
                  old.user(),
                  old.createdAt(),
                  session.proofs(),
                  old.origin(),
                  old.cookie(),
                  session.refreshedAt(),
                  old.endedAt())));
      return there;
    });
  }

  @Override
  public void end(OrgId org, SessionId id, Instant at) {
    work.atomically(() -> {
      Optional<Session> living = find(org, id).filter(Session::isOpen);
      living.ifPresent(session -> sessions.put(new Key(org, id), session.ended(at)));
      return living;
    });
  }

  @Override
  public List<SessionId> endAll(OrgId org, UserId user, Optional<SessionId> kept, Instant at) {
    return work.atomically(() -> {
      List<SessionId> over =
          openOf(org, user).stream()
              .map(Session::id)
              .filter(id -> !kept.equals(Optional.of(id)))
              .toList();
      over.forEach(id -> end(org, id, at));
      return over;
    });
  }

  @Override
  public void addRefreshToken(OrgId org, RefreshToken token) {
    tokens.put(new Secret(org, token.hash()), token);
  }

  @Override
  public Optional<RefreshToken> findRefreshToken(OrgId org, Hash hash) {
    return tokens.get(new Secret(org, hash));
  }

  @Override
  public void markUsed(OrgId org, Hash hash, Instant at, ByteString successorSalt) {
    work.atomically(() -> {
      Optional<RefreshToken> fresh =
          findRefreshToken(org, hash).filter(token -> token.usedAt().isEmpty());
      fresh.ifPresent(token ->
          tokens.put(
              new Secret(org, hash),
              new RefreshToken(
                  hash,
                  token.session(),
                  token.issuedAt(),
                  Optional.of(at),
                  Optional.of(successorSalt))));
      return fresh;
    });
  }

  @Override
  public void dropRefreshTokens(OrgId org, SessionId id) {
    work.atomically(() -> {
      tokens.values(key -> key.org().equals(org)).stream()
          .filter(token -> token.session().equals(id))
          .forEach(token -> tokens.remove(new Secret(org, token.hash())));
      return id;
    });
  }
}
