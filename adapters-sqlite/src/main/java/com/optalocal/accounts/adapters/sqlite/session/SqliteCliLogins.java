package com.optalocal.accounts.adapters.sqlite.session;

import com.optalocal.accounts.adapters.sqlite.Row;
import com.optalocal.accounts.adapters.sqlite.SqliteDatabase;
import com.optalocal.accounts.application.session.CliLogins;
import com.optalocal.accounts.domain.UserId;
import com.optalocal.accounts.domain.device.DeviceName;
import com.optalocal.accounts.domain.note.Hash;
import com.optalocal.accounts.domain.organization.OrgId;
import com.optalocal.accounts.domain.session.CliLogin;
import com.optalocal.accounts.domain.session.CliLoginId;
import com.optalocal.accounts.domain.session.LoopbackPort;
import com.optalocal.accounts.domain.session.PkceChallenge;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// Each new login takes those with it that are too old for anything, so the table stays as small as
/// what is under way.
public final class SqliteCliLogins implements CliLogins {
  private final SqliteDatabase database;

  /// The columns that depend on the state.
  private record Progress(
      String state, Optional<UserId> user, Optional<Hash> code, Optional<Instant> until) {}

  public SqliteCliLogins(SqliteDatabase database) {
    this.database = database;
  }

  @Override
  public void put(OrgId org, CliLogin login) {
    Progress progress = progress(login);
    CliLogin.Announcement announcement = login.announcement();
    database.write(handle -> {
      forgetOld(handle, org, announcement.at());
      // a spent login keeps its code, so that a replay is recognized
      return handle
          .createUpdate(
              """
              INSERT INTO cli_login
                (org_id, login_id, state, challenge, state_hash, port, device_name, from_address,
                 announced_at, user_id, code_hash, code_until)
              VALUES
                (:org, :id, :state, :challenge, :stateHash, :port, :device, :from,
                 :announced, :user, :code, :until)
              ON CONFLICT (org_id, login_id) DO UPDATE SET
                state = excluded.state,
                user_id = excluded.user_id,
                code_hash = coalesce(excluded.code_hash, code_hash),
                code_until = coalesce(excluded.code_until, code_until)
              """)
          .bind("org", org)
          .bind("id", announcement.id())
          .bind("state", progress.state())
          .bind("challenge", announcement.challenge())
          .bind("stateHash", announcement.stateHash())
          .bind("port", announcement.port().value())
          .bind("device", announcement.deviceName())
          .bind("from", announcement.fromAddress())
          .bind("announced", announcement.at())
          .bind("user", progress.user())
          .bind("code", progress.code())
          .bind("until", progress.until())
          .execute();
    });
  }

  private static void forgetOld(Handle handle, OrgId org, Instant newest) {
    handle
        .createUpdate("DELETE FROM cli_login WHERE org_id = :org AND announced_at < :oldest")
        .bind("org", org)
        .bind("oldest", newest.minus(CliLogin.ANNOUNCED_FOR).minus(CliLogin.CODE_FOR))
        .execute();
  }

  @Override
  public Optional<CliLogin> find(OrgId org, CliLoginId id) {
    return database.read(handle ->
        handle
            .createQuery("SELECT * FROM cli_login WHERE org_id = :org AND login_id = :id")
            .bind("org", org)
            .bind("id", id)
            .map(Row.as(SqliteCliLogins::login))
            .findOne());
  }

  @Override
  public Optional<CliLogin> findByCode(OrgId org, Hash code) {
    return database.read(handle ->
        handle
            .createQuery("SELECT * FROM cli_login WHERE org_id = :org AND code_hash = :code")
            .bind("org", org)
            .bind("code", code)
            .map(Row.as(SqliteCliLogins::login))
            .findOne());
  }

  private static Progress progress(CliLogin login) {
    return switch (login) {
      case CliLogin.Announced ignored ->
          new Progress("announced", Optional.empty(), Optional.empty(), Optional.empty());
      case CliLogin.Consented(var announcement, UserId user) ->
          new Progress("consented", Optional.of(user), Optional.empty(), Optional.empty());
      case CliLogin.Relayed(var announcement, UserId user, Hash code, Instant until) ->
          new Progress("relayed", Optional.of(user), Optional.of(code), Optional.of(until));
      case CliLogin.Spent ignored ->
          new Progress("spent", Optional.empty(), Optional.empty(), Optional.empty());
    };
  }

  private static CliLogin login(Row row) throws SQLException {
    CliLogin.Announcement announcement =
        new CliLogin.Announcement(
            new CliLoginId(row.bytes("login_id")),
            new PkceChallenge(row.hash("challenge")),
            row.hash("state_hash"),
            new LoopbackPort(Math.toIntExact(row.number("port"))),
            new DeviceName(row.text("device_name")),
            row.text("from_address"),
            row.instant("announced_at"));
    return switch (row.text("state")) {
      case "announced" -> new CliLogin.Announced(announcement);
      case "consented" -> new CliLogin.Consented(announcement, new UserId(row.text("user_id")));
      case "relayed" ->
          new CliLogin.Relayed(
              announcement,
              new UserId(row.text("user_id")),
              row.hash("code_hash"),
              row.instant("code_until"));
      case "spent" -> new CliLogin.Spent(announcement);
      default -> throw new IllegalArgumentException("unknown state of a terminal's sign-in");
    };
  }
}
