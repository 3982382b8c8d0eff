package com.optalocal.accounts.adapters.sqlite.identity;

import com.optalocal.accounts.adapters.sqlite.Row;
import com.optalocal.accounts.adapters.sqlite.SqliteDatabase;
import com.optalocal.accounts.application.identity.Users;
import com.optalocal.accounts.domain.UserId;
import com.optalocal.accounts.domain.identity.Account;
import com.optalocal.accounts.domain.identity.Email;
import com.optalocal.accounts.domain.identity.Metadata;
import com.optalocal.accounts.domain.identity.Phone;
import com.optalocal.accounts.domain.identity.User;
import com.optalocal.accounts.domain.organization.OrgId;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.statement.Update;

public final class SqliteUsers implements Users {
  private static final String LAST_CHARACTER = "\uDBFF\uDFFF";

  private final SqliteDatabase database;

  public SqliteUsers(SqliteDatabase database) {
    this.database = database;
  }

  @Override
  public boolean add(OrgId org, Account account) {
    return database.write(handle ->
        bind(
                    handle.createUpdate(
                        """
                        INSERT INTO users
                          (org_id, user_id, email, phone, email_confirmed_at, phone_confirmed_at,
                           new_email, new_email_halves, new_phone, invited_at, confirmation_at,
                           recovery_at, email_change_at, phone_change_at, reauthentication_at,
                           guest, banned_until, deleted_at, user_metadata, app_metadata,
                           last_sign_in_at, created_at, updated_at)
                        VALUES
                          (:org, :user, :email, :phone, :emailConfirmed, :phoneConfirmed,
                           :newEmail, :newEmailHalves, :newPhone, :invited, :confirmation,
                           :recovery, :emailChange, :phoneChange, :reauthentication,
                           :guest, :banned, :deleted, :userMetadata, :appMetadata,
                           :lastSignIn, :created, :updated)
                        ON CONFLICT DO NOTHING
                        """),
                    org,
                    account)
                .bind("created", account.user().createdAt())
                .execute()
            == 1);
  }

  @Override
  public boolean update(OrgId org, Account account) {
    return database.write(handle ->
        bind(
                    handle.createUpdate(
                        """
                        UPDATE OR IGNORE users SET
                          email = :email, phone = :phone, email_confirmed_at = :emailConfirmed,
                          phone_confirmed_at = :phoneConfirmed, new_email = :newEmail,
                          new_email_halves = :newEmailHalves, new_phone = :newPhone,
                          invited_at = :invited, confirmation_at = :confirmation,
                          recovery_at = :recovery, email_change_at = :emailChange,
                          phone_change_at = :phoneChange, reauthentication_at = :reauthentication,
                          guest = :guest, banned_until = :banned, deleted_at = :deleted,
                          user_metadata = :userMetadata, app_metadata = :appMetadata,
                          last_sign_in_at = :lastSignIn, updated_at = :updated
                        WHERE org_id = :org AND user_id = :user
                        """),
                    org,
                    account)
                .execute()
            == 1);
  }

  private static Update bind(Update statement, OrgId org, Account account) {
    User user = account.user();
    return statement
        .bind("org", org)
        .bind("user", user.id())
        .bind("email", user.email())
        .bind("phone", user.phone())
        .bind("emailConfirmed", account.confirmed().email())
        .bind("phoneConfirmed", account.confirmed().phone())
        .bind("newEmail", account.pending().email())
        .bind("newEmailHalves", account.pending().emailHalves())
        .bind("newPhone", account.pending().phone())
        .bind("invited", account.sent().invitation())
        .bind("confirmation", account.sent().confirmation())
        .bind("recovery", account.sent().recovery())
        .bind("emailChange", account.sent().emailChange())
        .bind("phoneChange", account.sent().phoneChange())
        .bind("reauthentication", account.sent().reauthentication())
        .bind("guest", account.standing().guest() ? 1 : 0)
        .bind("banned", account.standing().bannedUntil())
        .bind("deleted", account.standing().deletedAt())
        .bind("userMetadata", account.userMetadata())
        .bind("appMetadata", account.appMetadata())
        .bind("lastSignIn", account.lastSignInAt())
        .bind("updated", account.updatedAt());
  }

  @Override
  public boolean remove(OrgId org, UserId id) {
    return database.write(handle ->
        handle
                .createUpdate("DELETE FROM users WHERE org_id = :org AND user_id = :user")
                .bind("org", org)
                .bind("user", id)
                .execute()
            > 0);
  }

  @Override
  public Optional<Account> find(OrgId org, UserId id) {
    return find("SELECT * FROM users WHERE org_id = :org AND user_id = :wanted", org, id);
  }

  @Override
  public Optional<Account> findByEmail(OrgId org, Email email) {
    return find("SELECT * FROM users WHERE org_id = :org AND email = :wanted", org, email);
  }

  @Override
  public Optional<Account> findByPhone(OrgId org, Phone phone) {
    return find("SELECT * FROM users WHERE org_id = :org AND phone = :wanted", org, phone);
  }

  private Optional<Account> find(String sql, OrgId org, Object wanted) {
    return database.read(handle ->
        handle
            .createQuery(sql)
            .bind("org", org)
            .bind("wanted", wanted)
            .map(Row.as(SqliteUsers::account))
            .findOne());
  }

  @Override
  public Page list(OrgId org, String beginning, long offset, int limit) {
    return beginning.isEmpty()
        ? page(
            org,
            "SELECT count(*) AS total FROM users WHERE org_id = :org",
            """
            SELECT * FROM users WHERE org_id = :org
            ORDER BY created_at DESC, user_id LIMIT :limit OFFSET :offset
            """,
            "",
            offset,
            limit)
        : page(
            org,
            """
            SELECT count(*) AS total FROM users
            WHERE org_id = :org AND email >= :from AND email < :to
            """,
            """
            SELECT * FROM users WHERE org_id = :org AND email >= :from AND email < :to
            ORDER BY email LIMIT :limit OFFSET :offset
            """,
            beginning,
            offset,
            limit);
  }

  private Page page(
      OrgId org, String count, String select, String beginning, long offset, int limit) {
    return database.read(handle -> {
      long total =
          handle
              .createQuery(count)
              .bind("org", org)
              .bind("from", beginning)
              .bind("to", beginning + LAST_CHARACTER)
              .map(Row.as(row -> row.number("total")))
              .one();
      List<Account> accounts =
          handle
              .createQuery(select)
              .bind("org", org)
              .bind("from", beginning)
              .bind("to", beginning + LAST_CHARACTER)
              .bind("limit", limit)
              .bind("offset", offset)
              .map(Row.as(SqliteUsers::account))
              .list();
      return new Page(accounts, total);
    });
  }

  private static Account account(Row row) throws SQLException {
    return new Account(
        new User(
            new UserId(row.text("user_id")),
            row.optionalText("email").map(Email::new),
            row.optionalText("phone").map(Phone::new),
            Optional.empty(),
            row.instant("created_at")),
        new Account.Confirmed(
            row.optionalInstant("email_confirmed_at"), row.optionalInstant("phone_confirmed_at")),
        new Account.Pending(
            row.optionalText("new_email").map(Email::new),
            (int) row.number("new_email_halves"),
            row.optionalText("new_phone").map(Phone::new)),
        new Account.Sent(
            row.optionalInstant("invited_at"),
            row.optionalInstant("confirmation_at"),
            row.optionalInstant("recovery_at"),
            row.optionalInstant("email_change_at"),
            row.optionalInstant("phone_change_at"),
            row.optionalInstant("reauthentication_at")),
        new Account.Standing(
            row.number("guest") == 1,
            row.optionalInstant("banned_until"),
            row.optionalInstant("deleted_at")),
        Metadata.parse(row.text("user_metadata")),
        Metadata.parse(row.text("app_metadata")),
        row.optionalInstant("last_sign_in_at"),
        row.instant("updated_at"));
  }
}
