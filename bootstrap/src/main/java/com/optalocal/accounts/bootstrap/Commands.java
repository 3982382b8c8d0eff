package com.optalocal.accounts.bootstrap;

import com.optalocal.accounts.bootstrap.audit.AuditCompareCommand;
import com.optalocal.accounts.bootstrap.audit.AuditEraseCommand;
import com.optalocal.accounts.bootstrap.audit.AuditExportCommand;
import com.optalocal.accounts.bootstrap.audit.AuditListCommand;
import com.optalocal.accounts.bootstrap.audit.AuditProveCommand;
import com.optalocal.accounts.bootstrap.audit.AuditTailCommand;
import com.optalocal.accounts.bootstrap.audit.AuditVerifyCommand;
import com.optalocal.accounts.bootstrap.audit.AuditWitnessesCommand;
import com.optalocal.accounts.bootstrap.command.Command;
import com.optalocal.accounts.bootstrap.command.Node;
import com.optalocal.accounts.bootstrap.daemon.DaemonCommands;
import com.optalocal.accounts.bootstrap.device.DevicesApproveCommand;
import com.optalocal.accounts.bootstrap.device.DevicesListCommand;
import com.optalocal.accounts.bootstrap.doctor.DoctorCommand;
import com.optalocal.accounts.bootstrap.license.LicenseCommands;
import com.optalocal.accounts.bootstrap.openclaw.OpenClawIdCommand;
import com.optalocal.accounts.bootstrap.portal.LogKeyRotateCommand;
import com.optalocal.accounts.bootstrap.portal.UpCommand;
import com.optalocal.accounts.bootstrap.redirect.RedirectsTestCommand;
import com.optalocal.accounts.bootstrap.session.LoginCommand;
import com.optalocal.accounts.bootstrap.session.LogoutCommand;
import com.optalocal.accounts.bootstrap.session.StatusCommand;
import com.optalocal.accounts.bootstrap.settings.ConfigCommands;
import com.optalocal.accounts.bootstrap.tour.TourCommand;
import com.optalocal.accounts.bootstrap.vault.KeysListCommand;
import com.optalocal.accounts.bootstrap.vault.KeysPushCommand;
import com.optalocal.accounts.bootstrap.vault.RunCommand;
import com.optalocal.accounts.bootstrap.vault.SyncCommand;
import java.util.List;

/// The tree of everything that can be typed. Short forms lead to the same command objects as the
/// long ones.
final class Commands {
  private Commands() {}

  static Node.Group root() {
    return Node.group("opta", "Opta Accounts: identity, keys and devices", Commands::top);
  }

  /// What a group shows when no command follows it.
  static Command groupPage(String path, Node.Group group) {
    return path.equals(group.name()) ? new RootPage(group) : new GroupPage(path, group);
  }

  private static List<Node> top() {
    return List.of(
        Node.leaf(
            "up", "Start a portal and the daemon on this machine", UpCommand::portalAndDaemon),
        login(),
        Node.leaf("run", "Run a program with your keys in its environment", RunCommand::new),
        status(),
        keys(),
        devices(),
        new Node.Group(
            "account", List.of("accounts"), "Everything about your account", Commands::account),
        Node.leaf("doctor", "Check this machine and say what to mend", DoctorCommand::new),
        Node.leaf("help", "Show help for a command", HelpCommand::new),
        logout(),
        audit(),
        LicenseCommands.group(),
        DaemonCommands.group(),
        Node.group(
            "portal",
            "A portal on this machine",
            () ->
                List.of(
                    Node.leaf("start", "Start a portal on this machine", UpCommand::portalAlone),
                    Node.group(
                        "log-key",
                        "The key that signs the audit log",
                        () ->
                            List.of(
                                Node.leaf(
                                    "rotate",
                                    "Give the audit log a new key, signed by the old one",
                                    LogKeyRotateCommand::new))),
                    redirects())),
        ConfigCommands.group(),
        Node.group(
            "openclaw",
            "Attribution of agents",
            () ->
                List.of(
                    Node.leaf("id", "Show the OpenClaw ID of a scope", OpenClawIdCommand::new))),
        Node.leaf("tour", "Show the whole story by itself", TourCommand::new));
  }

  private static List<Node> account() {
    return List.of(
        login(),
        logout(),
        status(),
        Node.leaf("sync", "Bring this device's keys up to date", SyncCommand::new),
        keys(),
        devices(),
        audit());
  }

  private static Node login() {
    return Node.leaf("login", "Sign in on this device", LoginCommand::new);
  }

  private static Node logout() {
    return Node.leaf("logout", "Sign out on this device", LogoutCommand::new);
  }

  private static Node status() {
    return Node.leaf("status", "Show who is signed in on this device", StatusCommand::new);
  }

  private static Node keys() {
    return Node.group(
        "keys",
        "Your provider keys",
        () ->
            List.of(
                Node.leaf("list", "List the keys in your vault", KeysListCommand::new),
                Node.leaf(
                    "push", "Seal a key to your devices and store it", KeysPushCommand::new)));
  }

  private static Node devices() {
    return Node.group(
        "devices",
        "Your devices",
        () ->
            List.of(
                Node.leaf(
                    "list",
                    "List your devices, and those that wait to be let in",
                    DevicesListCommand::new),
                Node.leaf(
                    "approve",
                    "Let a new device in, with the six words that it shows",
                    DevicesApproveCommand::new)));
  }

  private static Node redirects() {
    return Node.group(
        "redirects",
        "Where the portal may send browsers",
        () ->
            List.of(
                Node.leaf(
                    "test",
                    "Show which addresses the portal would send a browser to",
                    RedirectsTestCommand::new)));
  }

  private static Node audit() {
    return Node.group(
        "audit",
        "What was recorded",
        () ->
            List.of(
                Node.leaf("list", "List the newest audit events", AuditListCommand::new),
                Node.leaf("tail", "Show audit events as they come", AuditTailCommand::new),
                Node.leaf(
                    "verify",
                    "Recompute the log, or check a file offline",
                    AuditVerifyCommand::new),
                Node.leaf(
                    "compare",
                    "Compare this log with a file from another device",
                    AuditCompareCommand::new),
                Node.leaf(
                    "witnesses",
                    "Show or choose the witnesses that opta audit verify wants",
                    AuditWitnessesCommand::new),
                Node.leaf("prove", "Write the proof of an event to a file", AuditProveCommand::new),
                Node.leaf(
                    "export",
                    "Write the log to a file that anybody can check",
                    AuditExportCommand::new),
                Node.leaf(
                    "erase",
                    "Take a person's values out of the log, for good",
                    AuditEraseCommand::new)));
  }
}
