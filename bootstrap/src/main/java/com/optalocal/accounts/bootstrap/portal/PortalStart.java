package com.optalocal.accounts.bootstrap.portal;

import com.optalocal.accounts.adapters.http.PortInUse;
import com.optalocal.accounts.adapters.sqlite.DatabaseUnusable;
import com.optalocal.accounts.application.StoreUnavailable;
import com.optalocal.accounts.bootstrap.command.CommandFailed;
import com.optalocal.accounts.bootstrap.command.ExitCode;
import com.optalocal.accounts.bootstrap.command.Invocation;
import com.optalocal.accounts.bootstrap.home.Environment;
import com.optalocal.accounts.bootstrap.home.Home;
import com.optalocal.accounts.bootstrap.settings.ConfigFile;
import com.optalocal.accounts.bootstrap.settings.Setting;
import com.optalocal.accounts.bootstrap.settings.Settings;
import com.optalocal.accounts.domain.session.PortalUrl;
import java.nio.file.Path;
import java.util.Optional;

/// Brings the portal of this home up on its port, and remembers where.
///
/// The port is what the option, the environment or the settings say. Only where nobody chose one
/// may another be taken. Whichever it was is the setting from then on, because links, cookies,
/// tokens and sessions name it.
final class PortalStart {
  private static final int OTHER_PORTS = 90;

  private final Home home;
  private final Environment environment;
  private final Settings settings;
  private final Optional<Integer> wantedPort;

  PortalStart(Invocation call) {
    this.home = call.home();
    this.environment = call.environment();
    this.settings = Settings.load(call.environment(), home);
    this.wantedPort = call.option("--port", PortalStart::port);
  }

  Path folder() {
    return Home.privateFolder(home.portalFolder());
  }

  /// Opens the store; the caller holds the lock.
  PortalProgram open() {
    try {
      return new PortalProgram(folder());
    } catch (DatabaseUnusable | StoreUnavailable unusable) {
      throw new CommandFailed(
          ExitCode.FAILED,
          "store_unusable",
          "The portal's files cannot be used",
          String.valueOf(unusable.getMessage()),
          "Put a backup in place, or move them away to begin anew: " + home.portalFolder());
    }
  }

  /// Starts to listen and returns the address.
  PortalUrl listen(PortalProgram portal) {
    IdentitySettings identity = IdentitySettings.of(settings);
    ProvidersFile.Content providers = new ProvidersFile(home, environment).read();
    boolean chosen = wantedPort.isPresent() || settings.isChosen(Setting.PORTAL_PORT);
    int first = wantedPort.orElseGet(settings::portalPort);
    for (int port = first; port <= (chosen ? first : first + OTHER_PORTS); port++) {
      // by name and not by number: a passkey belongs to a name
      PortalUrl url = new PortalUrl("http://localhost:" + port);
      try {
        portal.start(
            port,
            url,
            settings.redirects(),
            identity,
            providers,
            new PortalProgram.Passkeys(settings.takesPasskeys(), settings.passkeyOrigins()));
        remember(url, port);
        return url;
      } catch (PortInUse taken) {
        // the next one
      }
    }
    throw new CommandFailed(
        ExitCode.FAILED,
        "port_taken",
        "Port " + first + " is taken by another program",
        "The portal needs a port of its own",
        "Free it, or choose another: opta up --port " + (first + 1));
  }

  /// So that `opta login` here needs no option. A portal elsewhere that somebody chose stays
  /// chosen.
  private void remember(PortalUrl url, int port) {
    ConfigFile config = new ConfigFile(home.configFile());
    var written = config.read();
    boolean elsewhere =
        written.containsKey(Setting.PORTAL)
            && !written.get(Setting.PORTAL).startsWith("http://localhost:");
    if (!elsewhere && !url.value().equals(written.get(Setting.PORTAL))) {
      config.write(Setting.PORTAL, url.value());
    }
    if (port != settings.portalPort()) {
      config.write(Setting.PORTAL_PORT, Integer.toString(port));
    }
  }

  private static int port(String text) {
    return Integer.parseInt(Setting.PORTAL_PORT.check(text, "--port"));
  }
}
