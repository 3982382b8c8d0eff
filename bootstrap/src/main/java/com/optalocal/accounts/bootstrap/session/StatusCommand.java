package com.optalocal.accounts.bootstrap.session;

import com.optalocal.accounts.adapters.http.JsonValue;
import com.optalocal.accounts.adapters.http.session.AccountStatus;
import com.optalocal.accounts.bootstrap.command.Command;
import com.optalocal.accounts.bootstrap.command.CommandFailed;
import com.optalocal.accounts.bootstrap.command.ExitCode;
import com.optalocal.accounts.bootstrap.command.Invocation;
import com.optalocal.accounts.bootstrap.command.Usage;
import com.optalocal.accounts.bootstrap.daemon.DaemonAccess;
import com.optalocal.accounts.bootstrap.daemon.ThisMachine;
import com.optalocal.accounts.bootstrap.daemon.VaultStanding;
import com.optalocal.accounts.bootstrap.license.LicenseLines;
import com.optalocal.accounts.bootstrap.license.LicensedHome;
import com.optalocal.accounts.bootstrap.terminal.Columns;
import com.optalocal.accounts.bootstrap.terminal.Terminal;
import com.optalocal.accounts.domain.session.AccountSummary;
import com.optalocal.accounts.domain.session.SessionState;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// `opta account status`: who is signed in here. It informs, so it ends with 0 in any case that can
/// be told; `authenticated` is the answer.
///
/// With `--json` the usual run reads `account.json` and nothing else; for a person a running daemon
/// is asked whether this device was let into the vault, and for the license. Only a session whose
/// end is near, and a license that was fetched before, wake the daemon.
public final class StatusCommand implements Command {
  @Override
  public Usage usage() {
    return Usage.of("Show who is signed in on this device")
        .about("Ends with 0 also when nobody is; --json says `\"authenticated\": false` then.")
        .example("opta status")
        .example("opta account status --json");
  }

  @Override
  public ExitCode run(Invocation call) {
    Optional<AccountSummary> account = ThisMachine.of(call.home()).account().read();
    if (account.isPresent()
        && account.get().state(Instant.now()) instanceof SessionState.Active(Instant until)) {
      show(call, AccountStatus.document(account), Optional.of(until));
      return ExitCode.OK;
    }
    JsonValue.Fields status = AccountStatus.document(account);
    Optional<String> stale = Optional.empty();
    try {
      status = fromDaemon(call, account.isPresent()).orElse(status);
    } catch (CommandFailed failed) {
      // offline or locked: the session is kept, and this is what is known of it
      stale = Optional.of(failed.what());
    }
    show(
        call,
        status,
        status.fields("session").flatMap(session -> session.text("expiresAt")).map(Instant::parse));
    stale.ifPresent(why -> call.terminal().warn("The session could not be renewed now: " + why));
    return ExitCode.OK;
  }

  /// A session that is about to end has to be renewed; one that left no record lives in the memory
  /// of a running daemon, if anywhere.
  private static Optional<JsonValue.Fields> fromDaemon(Invocation call, boolean recorded) {
    DaemonAccess daemon = DaemonAccess.of(call);
    return recorded
        ? Optional.of(daemon.call("account.status"))
        : daemon.callIfRunning("account.status");
  }

  private static void show(Invocation call, JsonValue.Fields status, Optional<Instant> until) {
    Terminal terminal = call.terminal();
    Optional<JsonValue.Fields> license =
        status.isTrue("authenticated") ? license(call) : Optional.empty();
    if (terminal.isJson()) {
      JsonValue.Builder document = JsonValue.fields().putAll(status);
      license.ifPresent(verdict -> document.put("license", verdict));
      terminal.json(document.build());
      return;
    }
    if (!status.isTrue("authenticated")) {
      terminal.line("Nobody is signed in on this device");
      terminal.next("Sign in: ", "opta login");
      return;
    }
    JsonValue.Fields user = status.fields("user").orElse(JsonValue.Fields.NONE);
    String email = user.text("email").orElse("?");
    terminal.done(
        "Signed in as " + user.text("name").map(name -> name + " <" + email + ">").orElse(email));
    Columns rows = new Columns();
    rows.row("Project", status.text("project").orElse("-"));
    until.ifPresent(end -> rows.row("Session", renewal(end)));
    VaultStanding vault = VaultStanding.of(DaemonAccess.of(call));
    rows.row("Vault", vault.text());
    terminal.lines(rows.lines());
    license.ifPresent(verdict -> LicenseLines.of(verdict).forEach(terminal::line));
    if (!vault.before().isEmpty()) {
      terminal.next(vault.before(), vault.command());
    }
  }

  /// What the foremost license is worth. The daemon knows; it is woken only where licenses were
  /// fetched before, and what it cannot tell now is left out.
  private static Optional<JsonValue.Fields> license(Invocation call) {
    boolean held = LicensedHome.mayHoldLicenses(call.home());
    if (!held && call.terminal().isJson()) {
      return Optional.empty();
    }
    DaemonAccess daemon = DaemonAccess.of(call);
    try {
      Optional<JsonValue.Fields> licensing =
          held
              ? Optional.of(daemon.call("license.status"))
              : daemon.callIfRunning("license.status");
      return licensing.flatMap(known -> known.fields("license"));
    } catch (CommandFailed failed) {
      call.terminal().warn("Licenses cannot be shown now: " + failed.what());
      return Optional.empty();
    }
  }

  private static String renewal(Instant end) {
    long minutes = Duration.between(Instant.now(), end).toMinutes();
    return minutes < 1
        ? "renewed at the next use"
        : "renewed by itself, within " + minutes + " min";
  }
}
