package com.optalocal.accounts.adapters.sqlite.session;

import com.optalocal.accounts.adapters.sqlite.Row;
import com.optalocal.accounts.adapters.sqlite.SqliteDatabase;
import com.optalocal.accounts.application.session.ProviderVisits;
import com.optalocal.accounts.domain.UserId;
import com.optalocal.accounts.domain.identity.Provider;
import com.optalocal.accounts.domain.note.Hash;
import com.optalocal.accounts.domain.organization.OrgId;
import com.optalocal.accounts.domain.session.FlowId;
import com.optalocal.accounts.domain.session.ProviderVisit;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

public final class SqliteProviderVisits implements ProviderVisits {
  private final SqliteDatabase database;

  public SqliteProviderVisits(SqliteDatabase database) {
    this.database = database;
  }

  @Override
  public void add(OrgId org, ProviderVisit visit, Instant now) {
    database.write(handle -> {
      handle
          .createUpdate("DELETE FROM provider_visit WHERE org_id = :org AND begun_at <= :before")
          .bind("org", org)
          .bind("before", now.minus(ProviderVisit.LASTS))
          .execute();
      return handle
          .createUpdate(
              """
              INSERT INTO provider_visit
                (org_id, state, browser, provider, flow_id, user_id, target, begun_at)
              VALUES (:org, :state, :browser, :provider, :flow, :user, :target, :begun)
              """)
          .bind("org", org)
          .bind("state", visit.state())
          .bind("browser", visit.browser())
          .bind("provider", visit.provider())
          .bind("flow", visit.purpose().waiting())
          .bind("user", user(visit))
          .bind("target", visit.target())
          .bind("begun", visit.begunAt())
          .execute();
    });
  }

  @Override
  public Optional<ProviderVisit> take(OrgId org, Hash state) {
    return database.write(handle -> {
      Optional<ProviderVisit> found =
          handle
              .createQuery("SELECT * FROM provider_visit WHERE org_id = :org AND state = :state")
              .bind("org", org)
              .bind("state", state)
              .map(Row.as(SqliteProviderVisits::visit))
              .findOne();
      handle
          .createUpdate("DELETE FROM provider_visit WHERE org_id = :org AND state = :state")
          .bind("org", org)
          .bind("state", state)
          .execute();
      return found;
    });
  }

  private static Optional<UserId> user(ProviderVisit visit) {
    return visit.purpose() instanceof ProviderVisit.Purpose.Link(var flow, var user)
        ? Optional.of(user)
        : Optional.empty();
  }

  private static ProviderVisit visit(Row row) throws SQLException {
    return new ProviderVisit(
        row.hash("state"),
        row.optionalHash("browser"),
        new Provider(row.text("provider")),
        purpose(row.optionalText("flow_id"), row.optionalText("user_id")),
        row.text("target"),
        row.instant("begun_at"));
  }

  private static ProviderVisit.Purpose purpose(Optional<String> flow, Optional<String> user) {
    if (flow.isEmpty()) {
      return new ProviderVisit.Purpose.Pages();
    }
    FlowId id = new FlowId(flow.get());
    return user.<ProviderVisit.Purpose>map(
            linking -> new ProviderVisit.Purpose.Link(id, new UserId(linking)))
        .orElseGet(() -> new ProviderVisit.Purpose.Program(id));
  }
}
