package com.optalocal.accounts.adapters.sqlite.session;

import com.optalocal.accounts.adapters.sqlite.Row;
import com.optalocal.accounts.adapters.sqlite.SqliteDatabase;
import com.optalocal.accounts.application.session.Flows;
import com.optalocal.accounts.domain.UserId;
import com.optalocal.accounts.domain.identity.Email;
import com.optalocal.accounts.domain.identity.Metadata;
import com.optalocal.accounts.domain.identity.Provider;
import com.optalocal.accounts.domain.identity.VouchedIdentity;
import com.optalocal.accounts.domain.note.Hash;
import com.optalocal.accounts.domain.organization.OrgId;
import com.optalocal.accounts.domain.session.Flow;
import com.optalocal.accounts.domain.session.FlowId;
import com.optalocal.accounts.domain.session.PkceChallenge;
import com.optalocal.accounts.domain.session.SignInMethod;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

public final class SqliteFlows implements Flows {
  private static final Duration KEPT = Flow.WAITS.plus(Duration.ofDays(1));
  private final SqliteDatabase database;

  public SqliteFlows(SqliteDatabase database) {
    this.database = database;
  }

  @Override
  public void put(OrgId org, Flow flow, Instant now) {
    Optional<VouchedIdentity> link = flow.code().flatMap(Flow.Code::link);
    database.write(handle -> {
      handle
          .createUpdate("DELETE FROM flow WHERE org_id = :org AND begun_at <= :before")
          .bind("org", org)
          .bind("before", now.minus(KEPT))
          .execute();
      return handle
          .createUpdate(
              """
              INSERT INTO flow
                (org_id, flow_id, challenge, method, begun_at, code_hash, user_id, code_at,
                 link_provider, link_issuer, link_subject, link_email, link_data)
              VALUES
                (:org, :flow, :challenge, :method, :begun, :code, :user, :codeAt,
                 :linkProvider, :linkIssuer, :linkSubject, :linkEmail, :linkData)
              ON CONFLICT (org_id, flow_id) DO UPDATE SET
                code_hash = excluded.code_hash,
                user_id = excluded.user_id,
                code_at = excluded.code_at,
                link_provider = excluded.link_provider,
                link_issuer = excluded.link_issuer,
                link_subject = excluded.link_subject,
                link_email = excluded.link_email,
                link_data = excluded.link_data
              """)
          .bind("org", org)
          .bind("flow", flow.id())
          .bind("challenge", flow.challenge())
          .bind("method", flow.method().code())
          .bind("begun", flow.begunAt())
          .bind("code", flow.code().map(Flow.Code::hash))
          .bind("user", flow.code().map(Flow.Code::user))
          .bind("codeAt", flow.code().map(Flow.Code::issuedAt))
          .bind("linkProvider", link.map(VouchedIdentity::provider))
          .bind("linkIssuer", link.map(VouchedIdentity::issuer))
          .bind("linkSubject", link.map(VouchedIdentity::subject))
          .bind("linkEmail", link.flatMap(VouchedIdentity::email))
          .bind("linkData", link.map(VouchedIdentity::data))
          .execute();
    });
  }

  @Override
  public Optional<Flow> find(OrgId org, FlowId id) {
    return database.read(handle ->
        handle
            .createQuery("SELECT * FROM flow WHERE org_id = :org AND flow_id = :flow")
            .bind("org", org)
            .bind("flow", id)
            .map(Row.as(SqliteFlows::flow))
            .findOne());
  }

  @Override
  public Optional<Flow> findByCode(OrgId org, Hash code) {
    return database.read(handle ->
        handle
            .createQuery("SELECT * FROM flow WHERE org_id = :org AND code_hash = :code")
            .bind("org", org)
            .bind("code", code)
            .map(Row.as(SqliteFlows::flow))
            .findOne());
  }

  @Override
  public void remove(OrgId org, FlowId id) {
    database.write(handle ->
        handle
            .createUpdate("DELETE FROM flow WHERE org_id = :org AND flow_id = :flow")
            .bind("org", org)
            .bind("flow", id)
            .execute());
  }

  private static Flow flow(Row row) throws SQLException {
    Optional<Hash> code = row.optionalHash("code_hash");
    return new Flow(
        new FlowId(row.text("flow_id")),
        new PkceChallenge(row.hash("challenge")),
        SignInMethod.parse(row.text("method")),
        row.instant("begun_at"),
        code.isEmpty()
            ? Optional.empty()
            : Optional.of(
                new Flow.Code(
                    code.get(),
                    new UserId(row.text("user_id")),
                    row.instant("code_at"),
                    link(row))));
  }

  private static Optional<VouchedIdentity> link(Row row) throws SQLException {
    Optional<String> provider = row.optionalText("link_provider");
    return provider.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new VouchedIdentity(
                new Provider(provider.get()),
                row.text("link_issuer"),
                row.text("link_subject"),
                Metadata.parse(row.text("link_data")),
                row.optionalText("link_email").map(Email::new)));
  }
}
