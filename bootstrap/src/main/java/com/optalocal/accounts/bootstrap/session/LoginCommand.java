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

  private static final String ENDED = "The session that was there is ended";

  /// What was asked for in so many words.
  private record Wish(
      Optional<PortalUrl> portal,
      Optional<Email> email,
      Optional<Custody> custody,
      Optional<DeviceName> device) {
    JsonValue.Fields json(DeviceName usualName) {
      JsonValue.Builder fields = JsonValue.fields().put("usualName", usualName.value());
      portal.ifPresent(url -> fields.put("portal", url.value()));
      email.ifPresent(address -> fields.put("email", address.value()));
      custody.ifPresent(where -> fields.put("custody", where.code()));
      device.ifPresent(name -> fields.put("deviceName", name.value()));
      return fields.build();
    }
  }

  /// What a sign-in goes by: what was asked for, and the settings for the rest.
  record Plan(
      PortalUrl portal,
      DeviceName device,
      Duration timeout,
      boolean mayOpenBrowser,
      boolean keychainCopies) {}

  @Override
  public Usage usage() {
    return Usage.of("Sign in on this device")
        .about(
            "Opens the portal in your browser. With --email it asks for the password",
            "instead; where standard input is no terminal, its first line is the password",
            "and, for a passphrase-file, the second one the passphrase.",
            "",
            "WHERE is keychain, passphrase-file, plain-file or memory (keeps nothing).")
        .option("--email", "ADDRESS", "sign in with a password, without a browser")
        .flag("--oauth", "sign in with the browser; this is the default")
        .flag("--no-browser", "print the address instead of opening it")
        .option("--timeout", "SECONDS", "how long to wait for the browser; 300 by default")
        .option("--portal", "URL", "where to sign in; the setting `portal` by default")
        .option("--device-name", "NAME", "what to call this device; its host name by default")
        .option("--custody", "WHERE", "where this device keeps its keys; else the OS keychain")
        .flag("--memory-only", "do not copy opened keys to the OS keychain")
        .flag("--force", "discard the session that is there and sign in anew")
        .example("opta login")
        .example("opta login --email ana@example.test --custody passphrase-file");
  }

  @Override
  public ExitCode run(Invocation call) throws InterruptedException {
    Settings settings = Settings.load(call.environment(), call.home());
    Wish wish =
        new Wish(
            call.option("--portal", PortalUrl::new),
            call.option("--email", Email::new),
            call.option("--custody", Custody::ofCode),
            call.option("--device-name", DeviceName::new));
    Plan plan =
        new Plan(
            wish.portal().orElseGet(settings::portal),
            wish.device().orElseGet(() -> HostName.of(call.environment())),
            call.option("--timeout", LoginCommand::seconds).orElse(DEFAULT_TIMEOUT),
            !call.has("--no-browser"),
            settings.copiesKeysToKeychain() && !call.has("--memory-only"));
    DaemonAccess daemon = DaemonAccess.of(call);
    boolean ended =
        call.has("--force") && SessionEnd.of(call.terminal(), daemon).isTrue("signedOut");
    if (ended) {
      call.terminal().step(ENDED);
    }
    try {
      return signIn(call, daemon, wish, plan);
    } catch (CommandFailed failed) {
      throw ended ? failed.after(ENDED) : failed;
    }
  }

  private static ExitCode signIn(Invocation call, DaemonAccess daemon, Wish wish, Plan plan)
      throws InterruptedException {
    LoginReport report = new LoginReport(call.terminal(), daemon);
    JsonValue.Fields begun = daemon.call("login.begin", wish.json(plan.device()));
    if (!begun.isTrue("needed")) {
      return report.already(begun);
    }
    JsonValue.Builder request =
        JsonValue.fields()
            .put("portal", plan.portal().value())
            .put("deviceName", plan.device().value())
            .put("keychainCopies", plan.keychainCopies());
    Optional<SecretBytes> password = wish.email().map(address -> password(call, address));
    CustodyQuestion.ask(call.terminal(), daemon, wish.custody(), request);
    if (wish.email().isPresent()) {
      request
          .put("email", wish.email().get().value())
          .put("password", text(password.orElseThrow()));
    } else {
      new BrowserSignIn(call, daemon, plan).run(request);
    }
    return report.finished(daemon.call("login.finish", request.build()), wish.device());
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
