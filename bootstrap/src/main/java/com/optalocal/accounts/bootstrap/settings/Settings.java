package com.optalocal.accounts.bootstrap.settings;

import com.optalocal.accounts.bootstrap.command.CommandFailed;
import com.optalocal.accounts.bootstrap.home.Environment;
import com.optalocal.accounts.bootstrap.home.Home;
import com.optalocal.accounts.domain.redirect.RedirectPolicy;
import com.optalocal.accounts.domain.session.PortalUrl;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The settings in force for one command: what the environment says wins over `config.json`, and
/// that over the built-in value. Options of a command win over all of them; the command looks there
/// first.
public final class Settings {
  private final Environment environment;
  private final Map<Setting, String> file;

  /// A value and where it came from, as in `config.json`.
  public record Origin(String value, String from) {}

  private Settings(Environment environment, Map<Setting, String> file) {
    this.environment = environment;
    this.file = file;
  }

  /// @throws CommandFailed if `config.json` is malformed or names a setting that does not exist
  public static Settings load(Environment environment, Home home) {
    return new Settings(environment, new ConfigFile(home.configFile()).read());
  }

  /// The value in force, checked; empty where nobody set one and there is no built-in value.
  public Optional<Origin> find(Setting setting) {
    Optional<String> variable = environment.variable(setting.variable());
    if (variable.isPresent()) {
      return Optional.of(
          new Origin(setting.check(variable.get(), setting.variable()), setting.variable()));
    }
    String written = file.get(setting);
    if (written != null) {
      return Optional.of(new Origin(written, "config.json"));
    }
    return setting.builtIn().map(value -> new Origin(value, "default"));
  }

  /// The portal that this home signs in to.
  public PortalUrl portal() {
    return find(Setting.PORTAL)
        .map(origin -> new PortalUrl(origin.value()))
        .orElse(PortalUrl.PUBLIC);
  }

  /// The port that a portal on this machine listens on.
  public int portalPort() {
    return find(Setting.PORTAL_PORT).map(origin -> Integer.parseInt(origin.value())).orElseThrow();
  }

  /// Where a portal on this machine may send browsers.
  public RedirectPolicy redirects() {
    return RedirectPolicy.parse(find(Setting.REDIRECTS_ALLOW).orElseThrow().value());
  }

  /// Whether people may sign in with passkeys.
  public boolean takesPasskeys() {
    return find(Setting.PASSKEYS).orElseThrow().value().equals("on");
  }

  /// The pages besides the portal's that may ask for passkeys.
  public Set<String> passkeyOrigins() {
    return find(Setting.PASSKEYS_ORIGINS)
        .map(origin -> Set.copyOf(List.of(origin.value().split(",", -1))))
        .orElse(Set.of());
  }

  /// Whether opened keys are copied to the OS keychain.
  public boolean copiesKeysToKeychain() {
    return find(Setting.KEYS_OS_KEYCHAIN).orElseThrow().value().equals("on");
  }

  /// Whether somebody chose a value: a variable or the file, not the built-in one.
  public boolean isChosen(Setting setting) {
    return environment.variable(setting.variable()).isPresent() || file.containsKey(setting);
  }
}
