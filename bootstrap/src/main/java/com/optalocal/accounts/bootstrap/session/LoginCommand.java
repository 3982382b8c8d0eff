package com.optalocal.accounts.bootstrap.session;

import com.optalocal.accounts.adapters.http.JsonValue;
import com.optalocal.accounts.bootstrap.command.Command;
import com.optalocal.accounts.bootstrap.command.CommandFailed;
import com.optalocal.accounts.bootstrap.command.ExitCode;
import com.optalocal.accounts.bootstrap.command.Invocation;
import com.optalocal.accounts.bootstrap.command.Usage;
import com.optalocal.accounts.bootstrap.daemon.DaemonAccess;
import com.optalocal.accounts.bootstrap.settings.Settings;
import com.optalocal.accounts.domain.SecretBytes;
import com.optalocal.accounts.domain.device.Custody;
import com.optalocal.accounts.domain.device.DeviceName;
import com.optalocal.accounts.domain.identity.Email;
import com.optalocal.accounts.domain.session.PortalUrl;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/// `opta login`: signs this device in, with a browser or with a password, and brings its keys.
public final class LoginCommand implements Command {
  private static final Duration DEFAULT_TIMEOUT = Duration.ofMinutes(5);

  /// What was asked for, checked.
  record Plan(PortalUrl portal, DeviceName device, Duration timeout, boolean mayOpenBrowser) {}

  @Override
  public Usage usage() {
    return Usage.of("Sign in on this device")
        .about(
            "Opens the portal in your browser. With --email it asks for the password instead; where",
            "standard input is no terminal, its first line is the password and, for a",
            "passphrase-file, the second one the passphrase.")
        .option("--email", "ADDRESS", "sign in with a password, without a browser")
        .flag("--oauth", "sign in with the browser; this is the default")
        .flag("--no-browser", "print the address instead of opening it")
        .option("--timeout", "SECONDS", "how long to wait for the browser; 300 by default")
        .option("--portal", "URL", "where to sign in; the setting `portal` by default")
        .option("--device-name", "NAME", "what to call this device; its host name by default")
        .option(
            "--custody",
            "WHERE",
            "this device's keys go there: keychain, passphrase-file, plain-file, memory")
        .flag("--memory-only", "do not copy opened keys to the OS keychain")
        .flag("--force", "discard the session that is there and sign in anew")
        .example("opta login")
        .example("opta login --email ana@example.test --custody passphrase-file");
  }

  @Override
  public ExitCode run(Invocation call) throws InterruptedException {
    Settings settings = Settings.load(call.environment(), call.home());
    Plan plan =
        new Plan(
            call.option("--portal", PortalUrl::new).orElseGet(settings::portal),
            call.option("--device-name", DeviceName::new)
                .orElseGet(() -> HostName.of(call.environment())),
            call.option("--timeout", LoginCommand::seconds).orElse(DEFAULT_TIMEOUT),
            !call.has("--no-browser"));
    Optional<Email> email = call.option("--email", Email::new);
    Optional<Custody> custody = call.option("--custody", Custody::ofCode);
    DaemonAccess daemon = DaemonAccess.of(call);
    LoginReport report = new LoginReport(call.terminal(), daemon);
    if (call.has("--force")) {
      daemon.call("session.end");
    } else {
      Optional<ExitCode> already = report.alreadySignedIn();
      if (already.isPresent()) {
        return already.get();
      }
    }
    JsonValue.Builder request =
        JsonValue.fields()
            .put("portal", plan.portal().value())
            .put("deviceName", plan.device().value())
            .put("keychainCopies", settings.copiesKeysToKeychain() && !call.has("--memory-only"));
    Optional<SecretBytes> password = email.map(address -> password(call, address));
    CustodyQuestion.ask(call.terminal(), daemon, custody, request);
    if (email.isPresent()) {
      request.put("email", email.get().value()).put("password", text(password.orElseThrow()));
    } else {
      new BrowserSignIn(call, daemon, plan).run(request);
    }
    return report.finish(daemon.call("login.finish", request.build()));
  }

  private static SecretBytes password(Invocation call, Email address) {
    return call.terminal()
        .prompt()
        .secret("Password for " + address.value() + ":")
        .orElseThrow(() ->
            CommandFailed.usage(
                "There is no password",
                "Neither a prompt nor standard input brought one",
                "Type it when asked, or pipe it in as one line"));
  }

  /// The wire is JSON, so a secret becomes a `String` here, in the last line before it is sent.
  static String text(SecretBytes secret) {
    try (secret) {
      return secret.use(bytes -> new String(bytes, StandardCharsets.UTF_8));
    }
  }

  private static Duration seconds(String text) {
    if (!text.matches("[1-9][0-9]{0,4}")) {
      throw new IllegalArgumentException("it is a number of seconds, from 1 to 99999");
    }
    return Duration.ofSeconds(Long.parseLong(text));
  }
}
