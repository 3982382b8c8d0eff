package com.optalocal.accounts.adapters.sqlite.organization;

import com.optalocal.accounts.adapters.sqlite.Row;
import com.optalocal.accounts.adapters.sqlite.SqliteDatabase;
import com.optalocal.accounts.application.organization.Members;
import com.optalocal.accounts.domain.UserId;
import com.optalocal.accounts.domain.organization.OrgId;
import com.optalocal.accounts.domain.organization.Role;
import java.util.Optional;

public final class SqliteMembers implements Members {
  private final SqliteDatabase database;

  public SqliteMembers(SqliteDatabase database) {
    this.database = database;
  }

  @Override
  public void put(OrgId org, UserId user, Role role) {
    database.write(handle ->
        handle
            .createUpdate(
                """
                INSERT INTO member (org_id, user_id, role) VALUES (:org, :user, :role)
                ON CONFLICT (org_id, user_id) DO UPDATE SET role = excluded.role
                """)
            .bind("org", org)
            .bind("user", user)
            .bind("role", role.code())
            .execute());
  }

  @Override
  public Optional<Role> role(OrgId org, UserId user) {
    return database.read(handle ->
        handle
            .createQuery("SELECT role FROM member WHERE org_id = :org AND user_id = :user")
            .bind("org", org)
            .bind("user", user)
            .map(Row.as(row -> Role.ofCode(row.text("role"))))
            .findOne());
  }

  @Override
  public boolean hasOwner(OrgId org) {
    return database.read(handle ->
        handle
            .createQuery("SELECT 1 FROM member WHERE org_id = :org AND role = :owner LIMIT 1")
            .bind("org", org)
            .bind("owner", Role.OWNER.code())
            .mapTo(Integer.class)
            .findOne()
            .isPresent());
  }
}
