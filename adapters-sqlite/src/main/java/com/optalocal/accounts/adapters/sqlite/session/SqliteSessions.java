package com.optalocal.accounts.adapters.sqlite.session;

import com.optalocal.accounts.adapters.sqlite.Row;
import com.optalocal.accounts.adapters.sqlite.SqliteDatabase;
import com.optalocal.accounts.application.session.Sessions;
import com.optalocal.accounts.domain.ByteString;
import com.optalocal.accounts.domain.UserId;
import com.optalocal.accounts.domain.note.Hash;
import com.optalocal.accounts.domain.organization.OrgId;
import com.optalocal.accounts.domain.session.Origin;
import com.optalocal.accounts.domain.session.Proof;
import com.optalocal.accounts.domain.session.Session;
import com.optalocal.accounts.domain.session.SessionId;
import com.optalocal.accounts.domain.session.SignInMethod;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

public final class SqliteSessions implements Sessions {
  private final SqliteDatabase database;

  public SqliteSessions(SqliteDatabase database) {
    this.database = database;
  }

  @Override
  public void open(OrgId org, Session session) {
    database.write(handle ->
        handle
            .createUpdate(
                """
                INSERT INTO session
                  (org_id, session_id, user_id, created_at, proofs, address, agent,
                   cookie_hash, refreshed_at, ended_at)
                VALUES (:org, :session, :user, :created, :proofs, :address, :agent,
                   :cookie, :refreshed, :ended)
                """)
            .bind("org", org)
            .bind("session", session.id())
            .bind("user", session.user())
            .bind("created", session.createdAt())
            .bind("proofs", proofs(session))
            .bind("address", session.origin().address())
            .bind("agent", session.origin().agent())
            .bind("cookie", session.cookie())
            .bind("refreshed", session.refreshedAt())
            .bind("ended", session.endedAt())
            .execute());
  }

  @Override
  public Optional<Session> find(OrgId org, SessionId id) {
    return database.read(handle ->
        handle
            .createQuery("SELECT * FROM session WHERE org_id = :org AND session_id = :session")
            .bind("org", org)
            .bind("session", id)
            .map(Row.as(SqliteSessions::session))
            .findOne());
  }

  @Override
  public Optional<Session> findByCookie(OrgId org, Hash cookie) {
    return database.read(handle ->
        handle
            .createQuery("SELECT * FROM session WHERE org_id = :org AND cookie_hash = :cookie")
            .bind("org", org)
            .bind("cookie", cookie)
            .map(Row.as(SqliteSessions::session))
            .findOne());
  }

  @Override
  public List<Session> openOf(OrgId org, UserId user) {
    return database.read(handle ->
        handle
            .createQuery(
                """
                SELECT * FROM session
                WHERE org_id = :org AND user_id = :user AND ended_at IS NULL
                ORDER BY created_at DESC LIMIT 1000
                """)
            .bind("org", org)
            .bind("user", user)
            .map(Row.as(SqliteSessions::session))
            .list());
  }

  @Override
  public void update(OrgId org, Session session) {
    database.write(handle ->
        handle
            .createUpdate(
                """
                UPDATE session SET proofs = :proofs, refreshed_at = :refreshed
                WHERE org_id = :org AND session_id = :session
                """)
            .bind("org", org)
            .bind("session", session.id())
            .bind("proofs", proofs(session))
            .bind("refreshed", session.refreshedAt())
            .execute());
  }

  @Override
  public void end(OrgId org, SessionId id, Instant at) {
    database.write(handle ->
        handle
            .createUpdate(
                """
                UPDATE session SET ended_at = :at
                WHERE org_id = :org AND session_id = :session AND ended_at IS NULL
                """)
            .bind("org", org)
            .bind("session", id)
            .bind("at", at)
            .execute());
  }

  @Override
  public List<SessionId> endAll(OrgId org, UserId user, Optional<SessionId> kept, Instant at) {
    return database.write(handle ->
        handle
            .createQuery(
                """
                UPDATE session SET ended_at = :at
                WHERE org_id = :org AND user_id = :user AND ended_at IS NULL
                  AND session_id <> coalesce(:kept, '')
                RETURNING session_id
                """)
            .bind("org", org)
            .bind("user", user)
            .bind("kept", kept)
            .bind("at", at)
            .map(Row.as(row -> new SessionId(row.text("session_id"))))
            .list());
  }

  @Override
  public void addRefreshToken(OrgId org, RefreshToken token) {
    database.write(handle ->
        handle
            .createUpdate(
                """
                INSERT INTO refresh_token
                  (org_id, token_hash, session_id, issued_at, used_at, successor_salt)
                VALUES (:org, :hash, :session, :issued, :used, :salt)
                """)
            .bind("org", org)
            .bind("hash", token.hash())
            .bind("session", token.session())
            .bind("issued", token.issuedAt())
            .bind("used", token.usedAt())
            .bind("salt", token.successorSalt())
            .execute());
  }

  @Override
  public Optional<RefreshToken> findRefreshToken(OrgId org, Hash hash) {
    return database.read(handle ->
        handle
            .createQuery("SELECT * FROM refresh_token WHERE org_id = :org AND token_hash = :hash")
            .bind("org", org)
            .bind("hash", hash)
            .map(Row.as(SqliteSessions::refreshToken))
            .findOne());
  }

  @Override
  public void markUsed(OrgId org, Hash hash, Instant at, ByteString successorSalt) {
    // a token has one successor for ever: another salt would make another
    database.write(handle ->
        handle
            .createUpdate(
                """
                UPDATE refresh_token SET used_at = :at, successor_salt = :salt
                WHERE org_id = :org AND token_hash = :hash AND used_at IS NULL
                """)
            .bind("org", org)
            .bind("hash", hash)
            .bind("at", at)
            .bind("salt", successorSalt)
            .execute());
  }

  @Override
  public void dropRefreshTokens(OrgId org, SessionId id) {
    database.write(handle ->
        handle
            .createUpdate(
                """
                DELETE FROM refresh_token INDEXED BY refresh_token_session
                WHERE org_id = :org AND session_id = :session
                """)
            .bind("org", org)
            .bind("session", id)
            .execute());
  }

  private static Session session(Row row) throws SQLException {
    return new Session(
        new SessionId(row.text("session_id")),
        new UserId(row.text("user_id")),
        row.instant("created_at"),
        row.text("proofs").lines().map(SqliteSessions::proof).toList(),
        new Origin(row.optionalText("address"), row.optionalText("agent")),
        row.optionalHash("cookie_hash"),
        row.optionalInstant("refreshed_at"),
        row.optionalInstant("ended_at"));
  }

  private static String proofs(Session session) {
    return session.proofs().stream()
        .map(proof -> proof.method().code() + " " + proof.at().toEpochMilli())
        .collect(Collectors.joining("\n"));
  }

  private static Proof proof(String line) {
    int space = line.indexOf(' ');
    return new Proof(
        SignInMethod.parse(line.substring(0, space)),
        Instant.ofEpochMilli(Long.parseLong(line.substring(space + 1))));
  }

  private static RefreshToken refreshToken(Row row) throws SQLException {
    return new RefreshToken(
        row.hash("token_hash"),
        new SessionId(row.text("session_id")),
        row.instant("issued_at"),
        row.optionalInstant("used_at"),
        row.optionalBytes("successor_salt"));
  }
}
