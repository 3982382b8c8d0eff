package com.optalocal.accounts.adapters.sqlite.device;

import com.optalocal.accounts.adapters.sqlite.Row;
import com.optalocal.accounts.adapters.sqlite.SqliteDatabase;
import com.optalocal.accounts.application.device.JoinRequests;
import com.optalocal.accounts.domain.ByteString;
import com.optalocal.accounts.domain.UserId;
import com.optalocal.accounts.domain.device.JoinRequest;
import com.optalocal.accounts.domain.device.JoinRequestId;
import com.optalocal.accounts.domain.device.PendingJoin;
import com.optalocal.accounts.domain.note.Note;
import com.optalocal.accounts.domain.organization.OrgId;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/// Each write takes the expired requests of the organization with it.
public final class SqliteJoinRequests implements JoinRequests {
  private final SqliteDatabase database;
  private final InstantSource clock;

  public SqliteJoinRequests(SqliteDatabase database, InstantSource clock) {
    this.database = database;
    this.clock = clock;
  }

  @Override
  public void put(OrgId org, UserId user, PendingJoin join) {
    JoinRequest request = join.request();
    database.write(handle -> {
      handle
          .createUpdate("DELETE FROM join_request WHERE org_id = :org AND not_after <= :now")
          .bind("org", org)
          .bind("now", clock.instant())
          .execute();
      return handle
          .createUpdate(
              """
              INSERT INTO join_request
                (org_id, user_id, request_id, created_at, not_after, request, proof,
                 answer_add, answer_wrap, answer_proof)
              VALUES
                (:org, :user, :id, :created, :notAfter, :request, :proof,
                 :answerAdd, :answerWrap, :answerProof)
              ON CONFLICT (org_id, user_id, request_id) DO UPDATE SET
                created_at = excluded.created_at,
                not_after = excluded.not_after,
                request = excluded.request,
                proof = excluded.proof,
                answer_add = excluded.answer_add,
                answer_wrap = excluded.answer_wrap,
                answer_proof = excluded.answer_proof
              """)
          .bind("org", org)
          .bind("user", user)
          .bind("id", request.id())
          .bind("created", request.created())
          .bind("notAfter", request.notAfter())
          .bind("request", request.note())
          .bind("proof", join.proof())
          .bind("answerAdd", join.answer().map(PendingJoin.Answer::add))
          .bind("answerWrap", join.answer().map(PendingJoin.Answer::wrap))
          .bind("answerProof", join.answer().map(PendingJoin.Answer::proof))
          .execute();
    });
  }

  @Override
  public Optional<PendingJoin> find(OrgId org, UserId user, JoinRequestId id) {
    return database.read(handle ->
        handle
            .createQuery(
                """
                SELECT * FROM join_request
                WHERE org_id = :org AND user_id = :user AND request_id = :id
                """)
            .bind("org", org)
            .bind("user", user)
            .bind("id", id)
            .map(Row.as(SqliteJoinRequests::join))
            .findOne());
  }

  @Override
  public List<PendingJoin> list(OrgId org, UserId user) {
    return database.read(handle ->
        handle
            .createQuery(
                """
                SELECT * FROM join_request WHERE org_id = :org AND user_id = :user
                ORDER BY created_at, request_id
                """)
            .bind("org", org)
            .bind("user", user)
            .map(Row.as(SqliteJoinRequests::join))
            .list());
  }

  @Override
  public void remove(OrgId org, UserId user, JoinRequestId id) {
    database.write(handle ->
        handle
            .createUpdate(
                """
                DELETE FROM join_request
                WHERE org_id = :org AND user_id = :user AND request_id = :id
                """)
            .bind("org", org)
            .bind("user", user)
            .bind("id", id)
            .execute());
  }

  private static PendingJoin join(Row row) throws SQLException {
    return new PendingJoin(JoinRequest.parse(row.note("request")), row.bytes("proof"), answer(row));
  }

  private static Optional<PendingJoin.Answer> answer(Row row) throws SQLException {
    Optional<Note> add = row.optionalNote("answer_add");
    if (add.isEmpty()) {
      return Optional.empty();
    }
    ByteString proof = row.bytes("answer_proof");
    return Optional.of(new PendingJoin.Answer(add.get(), row.note("answer_wrap"), proof));
  }
}
