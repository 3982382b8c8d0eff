package com.optalocal.accounts.adapters.sqlite.session;

import com.optalocal.accounts.adapters.sqlite.Row;
import com.optalocal.accounts.adapters.sqlite.SqliteDatabase;
import com.optalocal.accounts.application.session.OneTimeTokens;
import com.optalocal.accounts.domain.UserId;
import com.optalocal.accounts.domain.identity.Address;
import com.optalocal.accounts.domain.identity.MessagePurpose;
import com.optalocal.accounts.domain.note.Hash;
import com.optalocal.accounts.domain.organization.OrgId;
import com.optalocal.accounts.domain.session.FlowId;
import com.optalocal.accounts.domain.session.OneTimeToken;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

public final class SqliteOneTimeTokens implements OneTimeTokens {
  private final SqliteDatabase database;

  public SqliteOneTimeTokens(SqliteDatabase database) {
    this.database = database;
  }

  @Override
  public void put(OrgId org, OneTimeToken token) {
    database.write(handle ->
        handle
            .createUpdate(
                """
                INSERT INTO one_time_token
                  (org_id, user_id, slot, purpose, address, link_hash, code_mac, flow_id, wrong,
                   issued_at)
                VALUES
                  (:org, :user, :slot, :purpose, :address, :link, :code, :flow, :wrong, :issued)
                ON CONFLICT (org_id, user_id, slot) DO UPDATE SET
                  purpose = excluded.purpose,
                  address = excluded.address,
                  link_hash = excluded.link_hash,
                  code_mac = excluded.code_mac,
                  flow_id = excluded.flow_id,
                  wrong = excluded.wrong,
                  issued_at = excluded.issued_at
                """)
            .bind("org", org)
            .bind("user", token.user())
            .bind("slot", token.purpose().slot())
            .bind("purpose", token.purpose().code())
            .bind("address", token.address().value())
            .bind("link", token.secrets().link())
            .bind("code", token.secrets().code())
            .bind("flow", token.flow())
            .bind("wrong", token.wrong())
            .bind("issued", token.issuedAt())
            .execute());
  }

  @Override
  public Optional<OneTimeToken> findByLink(OrgId org, Hash link) {
    return database.read(handle ->
        handle
            .createQuery("SELECT * FROM one_time_token WHERE org_id = :org AND link_hash = :link")
            .bind("org", org)
            .bind("link", link)
            .map(Row.as(SqliteOneTimeTokens::token))
            .findOne());
  }

  @Override
  public List<OneTimeToken> find(OrgId org, String slot, Address address) {
    return database.read(handle ->
        handle
            .createQuery(
                """
                SELECT * FROM one_time_token
                WHERE org_id = :org AND slot = :slot AND address = :address
                ORDER BY issued_at DESC LIMIT :limit
                """)
            .bind("org", org)
            .bind("slot", slot)
            .bind("address", address.value())
            .bind("limit", AT_ONE_ADDRESS)
            .map(Row.as(SqliteOneTimeTokens::token))
            .list());
  }

  @Override
  public void remove(OrgId org, UserId user, String slot) {
    database.write(handle ->
        handle
            .createUpdate(
                "DELETE FROM one_time_token"
                    + " WHERE org_id = :org AND user_id = :user AND slot = :slot")
            .bind("org", org)
            .bind("user", user)
            .bind("slot", slot)
            .execute());
  }

  private static OneTimeToken token(Row row) throws SQLException {
    return new OneTimeToken(
        new UserId(row.text("user_id")),
        MessagePurpose.parse(row.text("purpose")),
        Address.parse(row.text("address")),
        new OneTimeToken.Secrets(row.hash("link_hash"), row.hash("code_mac")),
        row.optionalText("flow_id").map(FlowId::new),
        Math.toIntExact(row.number("wrong")),
        row.instant("issued_at"));
  }
}
