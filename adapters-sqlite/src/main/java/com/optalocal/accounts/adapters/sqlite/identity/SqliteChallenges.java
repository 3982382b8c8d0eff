package com.optalocal.accounts.adapters.sqlite.identity;

import com.optalocal.accounts.adapters.sqlite.Row;
import com.optalocal.accounts.adapters.sqlite.SqliteDatabase;
import com.optalocal.accounts.application.identity.Challenges;
import com.optalocal.accounts.domain.UserId;
import com.optalocal.accounts.domain.identity.Challenge;
import com.optalocal.accounts.domain.identity.ChallengeId;
import com.optalocal.accounts.domain.identity.FactorId;
import com.optalocal.accounts.domain.identity.WrongTries;
import com.optalocal.accounts.domain.organization.OrgId;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

public final class SqliteChallenges implements Challenges {
  private static final Duration KEPT = Challenge.LIFETIME.plus(Duration.ofHours(1));
  private final SqliteDatabase database;

  public SqliteChallenges(SqliteDatabase database) {
    this.database = database;
  }

  @Override
  public void add(OrgId org, Challenge challenge, Instant now) {
    Columns columns = Columns.of(challenge.purpose());
    database.write(handle -> {
      handle
          .createUpdate("DELETE FROM challenge WHERE org_id = :org AND created_at <= :before")
          .bind("org", org)
          .bind("before", now.minus(KEPT))
          .execute();
      return handle
          .createUpdate(
              """
              INSERT INTO challenge
                (org_id, challenge_id, purpose, user_id, factor_id, nonce, address, created_at)
              VALUES (:org, :id, :purpose, :user, :factor, :nonce, :address, :created)
              """)
          .bind("org", org)
          .bind("id", challenge.id())
          .bind("purpose", columns.purpose())
          .bind("user", columns.user())
          .bind("factor", columns.factor())
          .bind("nonce", challenge.nonce())
          .bind("address", challenge.address())
          .bind("created", challenge.createdAt())
          .execute();
    });
  }

  @Override
  public Optional<Challenge> find(OrgId org, ChallengeId id) {
    return database.read(handle ->
        handle
            .createQuery("SELECT * FROM challenge WHERE org_id = :org AND challenge_id = :id")
            .bind("org", org)
            .bind("id", id)
            .map(Row.as(SqliteChallenges::challenge))
            .findOne());
  }

  @Override
  public boolean remove(OrgId org, ChallengeId id) {
    return database.write(handle ->
        handle
                .createUpdate("DELETE FROM challenge WHERE org_id = :org AND challenge_id = :id")
                .bind("org", org)
                .bind("id", id)
                .execute()
            == 1);
  }

  @Override
  public Optional<WrongTries> wrongTries(OrgId org, UserId user) {
    return database.read(handle ->
        handle
            .createQuery(
                "SELECT count, since FROM wrong_tries WHERE org_id = :org AND user_id = :user")
            .bind("org", org)
            .bind("user", user)
            .map(
                Row.as(row ->
                    new WrongTries(Math.toIntExact(row.number("count")), row.instant("since"))))
            .findOne());
  }

  @Override
  public void keepWrongTries(OrgId org, UserId user, WrongTries tries) {
    database.write(handle ->
        handle
            .createUpdate(
                """
                INSERT INTO wrong_tries (org_id, user_id, count, since)
                VALUES (:org, :user, :count, :since)
                ON CONFLICT (org_id, user_id) DO UPDATE SET
                  count = excluded.count, since = excluded.since
                """)
            .bind("org", org)
            .bind("user", user)
            .bind("count", tries.count())
            .bind("since", tries.since())
            .execute());
  }

  @Override
  public void forgetWrongTries(OrgId org, UserId user) {
    database.write(handle ->
        handle
            .createUpdate("DELETE FROM wrong_tries WHERE org_id = :org AND user_id = :user")
            .bind("org", org)
            .bind("user", user)
            .execute());
  }

  private static Challenge challenge(Row row) throws SQLException {
    return new Challenge(
        new ChallengeId(row.text("challenge_id")),
        new Columns(
                row.text("purpose"),
                row.optionalText("user_id").map(UserId::new),
                row.optionalText("factor_id").map(FactorId::new))
            .toPurpose(),
        row.bytes("nonce"),
        row.text("address"),
        row.instant("created_at"));
  }

  /// A purpose as it stands in a row.
  private record Columns(String purpose, Optional<UserId> user, Optional<FactorId> factor) {
    static Columns of(Challenge.Purpose purpose) {
      return switch (purpose) {
        case Challenge.Purpose.OfFactor(var user, var factor) ->
            new Columns("factor", Optional.of(user), Optional.of(factor));
        case Challenge.Purpose.Registration(var user) ->
            new Columns("registration", Optional.of(user), Optional.empty());
        case Challenge.Purpose.SignIn() ->
            new Columns("sign-in", Optional.empty(), Optional.empty());
      };
    }

    Challenge.Purpose toPurpose() {
      return switch (purpose) {
        case "factor" -> new Challenge.Purpose.OfFactor(user.orElseThrow(), factor.orElseThrow());
        case "registration" -> new Challenge.Purpose.Registration(user.orElseThrow());
        default -> new Challenge.Purpose.SignIn();
      };
    }
  }
}
