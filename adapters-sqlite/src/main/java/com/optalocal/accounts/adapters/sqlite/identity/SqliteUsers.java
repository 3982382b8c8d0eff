package com.optalocal.accounts.adapters.sqlite.identity;

import com.optalocal.accounts.adapters.sqlite.Row;
import com.optalocal.accounts.adapters.sqlite.SqliteDatabase;
import com.optalocal.accounts.application.identity.Users;
import com.optalocal.accounts.domain.UserId;
import com.optalocal.accounts.domain.identity.DisplayName;
import com.optalocal.accounts.domain.identity.Email;
import com.optalocal.accounts.domain.identity.User;
import com.optalocal.accounts.domain.organization.OrgId;
import java.sql.SQLException;
import java.util.Optional;

public final class SqliteUsers implements Users {
  private final SqliteDatabase database;

  public SqliteUsers(SqliteDatabase database) {
    this.database = database;
  }

  @Override
  public boolean add(OrgId org, User user) {
    return database.write(handle ->
        handle
                .createUpdate(
                    """
                    INSERT INTO users (org_id, user_id, email, name, created_at)
                    VALUES (:org, :user, :email, :name, :created)
                    ON CONFLICT (org_id, email) DO NOTHING
                    """)
                .bind("org", org)
                .bind("user", user.id())
                .bind("email", user.email())
                .bind("name", user.name())
                .bind("created", user.createdAt())
                .execute()
            == 1);
  }

  @Override
  public Optional<User> find(OrgId org, UserId id) {
    return database.read(handle ->
        handle
            .createQuery("SELECT * FROM users WHERE org_id = :org AND user_id = :user")
            .bind("org", org)
            .bind("user", id)
            .map(Row.as(SqliteUsers::user))
            .findOne());
  }

  @Override
  public Optional<User> findByEmail(OrgId org, Email email) {
    return database.read(handle ->
        handle
            .createQuery("SELECT * FROM users WHERE org_id = :org AND email = :email")
            .bind("org", org)
            .bind("email", email)
            .map(Row.as(SqliteUsers::user))
            .findOne());
  }

  private static User user(Row row) throws SQLException {
    return new User(
        new UserId(row.text("user_id")),
        new Email(row.text("email")),
        row.optionalText("name").map(DisplayName::new),
        row.instant("created_at"));
  }
}
