package com.optalocal.accounts.bootstrap.doctor;

import com.optalocal.accounts.adapters.http.JsonValue;
import com.optalocal.accounts.application.CustodyUnavailable;
import com.optalocal.accounts.application.session.CustodyChoice;
import com.optalocal.accounts.bootstrap.command.CommandFailed;
import com.optalocal.accounts.bootstrap.command.Invocation;
import com.optalocal.accounts.bootstrap.daemon.DaemonAccess;
import com.optalocal.accounts.bootstrap.daemon.ThisMachine;
import com.optalocal.accounts.bootstrap.daemon.VaultStanding;
import com.optalocal.accounts.bootstrap.home.Home;
import com.optalocal.accounts.bootstrap.home.Version;
import com.optalocal.accounts.bootstrap.settings.Settings;
import com.optalocal.accounts.domain.device.Custody;
import com.optalocal.accounts.domain.session.PortalUrl;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The checks, each on its own: one that cannot be made says so and stops none of the others.
final class Checks {
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final Duration CLOCK_MAY_DIFFER = Duration.ofSeconds(30);

  private final Invocation call;
  private final Home home;

  Checks(Invocation call) {
    this.call = call;
    this.home = call.home();
  }

  List<Finding> all() {
    Finding account = account();
    List<Finding> findings =
        new ArrayList<>(List.of(java(), folders(), account, custody(), daemon()));
    vault(account).ifPresent(findings::add);
    license().ifPresent(findings::add);
    findings.add(portal());
    return List.copyOf(findings);
  }

  private Finding java() {
    String version = call.environment().property("java.version").orElse("?");
    return Finding.good(
        "java", version + " in " + call.environment().property("java.home").orElse("?"));
  }

  private Finding folders() {
    for (Path folder : List.of(home.config(), home.data(), home.state(), home.runtime())) {
      if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
        continue;
      }
      try {
        Set<PosixFilePermission> open =
            Files.getPosixFilePermissions(folder, LinkOption.NOFOLLOW_LINKS);
        boolean isPrivate =
            open.stream().allMatch(permission -> permission.name().startsWith("OWNER_"));
        if (!isPrivate) {
          return Finding.bad(
              "folders", "others can look into " + folder, "Mend it: chmod 700 " + folder);
        }
      } catch (IOException unreadable) {
        return Finding.bad("folders", "it cannot be read: " + folder, "Check who owns it");
      }
    }
    return Finding.good("folders", "private to you");
  }

  private Finding account() {
    try {
      return ThisMachine.of(home)
          .account()
          .read()
          .map(account -> Finding.good("account", "signed in as " + account.user().address()))
          .orElseGet(() -> Finding.note("account", "nobody is signed in", "Sign in: opta login"));
    } catch (CustodyUnavailable unusable) {
      return Finding.bad("account", String.valueOf(unusable.getMessage()), "");
    }
  }

  private Finding custody() {
    CustodyChoice.KeychainState keychain;
    Optional<CustodyChoice.Choice> chosen;
    try {
      chosen = ThisMachine.of(home).custody();
      keychain = ThisMachine.of(home).keychain();
    } catch (CustodyUnavailable unusable) {
      return Finding.bad("keychain", String.valueOf(unusable.getMessage()), "");
    }
    boolean needed = chosen.filter(choice -> choice.custody() == Custody.KEYCHAIN).isPresent();
    return switch (keychain) {
      case AVAILABLE -> Finding.good("keychain", "the OS keychain answers");
      case ABSENT ->
          needed
              ? Finding.bad(
                  "keychain",
                  "this device's keys are in the OS keychain, and there is none",
                  "Start it, or run inside your desktop session")
              : Finding.note("keychain", "there is no OS keychain here", "");
      case LOCKED ->
          needed
              ? Finding.bad(
                  "keychain",
                  "this device's keys are in the OS keychain, and it is locked",
                  "Unlock it")
              : Finding.note("keychain", "the OS keychain is locked or does not answer", "");
    };
  }

  private Finding daemon() {
    Optional<JsonValue.Fields> health = DaemonAccess.of(call).starter().health();
    if (health.isEmpty()) {
      return Finding.note("daemon", "it does not run; commands that need it start it", "");
    }
    String version = health.get().text("version").orElse("?");
    if (!version.equals(Version.PROGRAM)) {
      return Finding.bad(
          "daemon",
          "it runs version " + version + ", this is " + Version.PROGRAM,
          "Restart it: opta daemon stop, opta daemon start");
    }
    return Finding.good("daemon", "runs, process " + health.get().number("pid").orElse(0L));
  }

  /// Nothing where nobody is signed in: the account's finding says so already.
  private Optional<Finding> vault(Finding account) {
    VaultStanding vault = VaultStanding.of(DaemonAccess.of(call));
    String next = vault.before() + vault.command();
    return switch (vault) {
      case MEMBER -> Optional.of(Finding.good("vault", vault.text()));
      case WAITING -> Optional.of(Finding.bad("vault", vault.text(), next));
      case NOBODY -> Optional.empty();
      case APART -> Optional.of(Finding.note("vault", vault.text(), next));
      case UNKNOWN ->
          Optional.of(Finding.note("vault", vault.text(), next))
              .filter(unknown -> account.level() == Finding.Level.GOOD);
    };
  }

  /// Nothing where the daemon does not run or nobody is signed in: other findings say so.
  private Optional<Finding> license() {
    try {
      return DaemonAccess.of(call).callIfRunning("license.status").flatMap(LicenseFinding::of);
    } catch (CommandFailed unknown) {
      return Optional.empty();
    }
  }

  private Finding portal() {
    PortalUrl url;
    try {
      url = Settings.load(call.environment(), home).portal();
    } catch (CommandFailed bad) {
      return Finding.bad("settings", bad.what() + ": " + bad.why(), bad.next());
    }
    try {
      HttpURLConnection connection =
          (HttpURLConnection) URI.create(url + "/healthz").toURL().openConnection();
      connection.setConnectTimeout((int) PATIENCE.toMillis());
      connection.setReadTimeout((int) PATIENCE.toMillis());
      connection.setInstanceFollowRedirects(false);
      try {
        if (connection.getResponseCode() != HttpURLConnection.HTTP_OK) {
          return Finding.bad("portal", url + " answers, but not as a portal in good health", "");
        }
        return clock(url, connection.getHeaderField("Date"));
      } finally {
        connection.disconnect();
      }
    } catch (IOException unreachable) {
      return Finding.bad(
          "portal",
          url + " cannot be reached",
          "Start one here: opta up. Or name another: opta config set portal URL");
    }
  }

  private static Finding clock(PortalUrl url, String date) {
    Finding reachable = Finding.good("portal", url + " answers");
    if (date == null) {
      return reachable;
    }
    try {
      Instant there = ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
      Duration apart = Duration.between(there, Instant.now()).abs();
      return apart.compareTo(CLOCK_MAY_DIFFER) <= 0
          ? reachable
          : Finding.bad(
              "clock",
              "this machine and " + url + " are " + apart.toSeconds() + " s apart",
              "Set this machine's clock");
    } catch (DateTimeParseException noDate) {
      return reachable;
    }
  }
}
