package com.optalocal.accounts.adapters.sqlite.audit;

import com.optalocal.accounts.adapters.sqlite.Row;
import com.optalocal.accounts.adapters.sqlite.SqliteDatabase;
import com.optalocal.accounts.application.audit.WitnessPolicies;
import com.optalocal.accounts.domain.UserId;
import com.optalocal.accounts.domain.audit.WitnessPolicy;
import com.optalocal.accounts.domain.note.VerifierKey;
import java.util.stream.Collectors;

/// A policy is one row, its witnesses one to a line, so that it changes as a whole.
public final class SqliteWitnessPolicies implements WitnessPolicies {
  private final SqliteDatabase database;

  /// @param database a device's
  public SqliteWitnessPolicies(SqliteDatabase database) {
    this.database = database;
  }

  @Override
  public WitnessPolicy of(UserId user) {
    return database.read(handle ->
        handle
            .createQuery("SELECT witnesses, quorum FROM audit_witness_policy WHERE user_id = :user")
            .bind("user", user)
            .map(
                Row.as(row ->
                    new WitnessPolicy(
                        row.text("witnesses").lines().map(VerifierKey::parse).toList(),
                        Math.toIntExact(row.number("quorum")))))
            .findOne()
            .orElse(WitnessPolicy.NONE));
  }

  @Override
  public void choose(UserId user, WitnessPolicy policy) {
    int rows =
        database.write(handle ->
            handle
                .createUpdate(
                    """
                    INSERT INTO audit_witness_policy (user_id, witnesses, quorum)
                    VALUES (:user, :witnesses, :quorum)
                    ON CONFLICT (user_id) DO UPDATE SET
                      witnesses = excluded.witnesses,
                      quorum = excluded.quorum
                    """)
                .bind("user", user)
                .bind(
                    "witnesses",
                    policy.witnesses().stream()
                        .map(VerifierKey::toString)
                        .collect(Collectors.joining("\n")))
                .bind("quorum", policy.quorum())
                .execute());
    assert rows == 1;
  }
}
