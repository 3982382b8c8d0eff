package com.optalocal.accounts.bootstrap.session;

import com.optalocal.accounts.adapters.http.JsonValue;
import com.optalocal.accounts.bootstrap.command.CommandFailed;
import com.optalocal.accounts.bootstrap.command.ExitCode;
import com.optalocal.accounts.bootstrap.command.Invocation;
import com.optalocal.accounts.bootstrap.daemon.DaemonAccess;
import com.optalocal.accounts.bootstrap.home.SystemRandom;
import com.optalocal.accounts.bootstrap.terminal.Spinner;
import com.optalocal.accounts.bootstrap.terminal.Terminal;
import com.optalocal.accounts.domain.BearerSecret;
import com.optalocal.accounts.domain.RandomBytes;
import com.optalocal.accounts.domain.note.crypto.Sha256;
import com.optalocal.accounts.domain.session.PkceChallenge;
import com.optalocal.accounts.domain.session.PortalUrl;
import java.io.IOException;
import java.util.Optional;

/// Gets a code through the browser. The socket is bound before the browser opens; state and PKCE
/// verifier are made here and leave this process only where they must: the state through the
/// browser, the verifier to the daemon that redeems the code.
final class BrowserSignIn {
  private final Invocation call;
  private final Terminal terminal;
  private final DaemonAccess daemon;
  private final LoginCommand.Plan plan;

  BrowserSignIn(Invocation call, DaemonAccess daemon, LoginCommand.Plan plan) {
    this.call = call;
    this.terminal = call.terminal();
    this.daemon = daemon;
    this.plan = plan;
  }

  /// Adds `code` and `codeVerifier` to `request`.
  void run(JsonValue.Builder request) throws InterruptedException {
    RandomBytes random = new SystemRandom();
    String state = BearerSecret.generate(random, "").reveal();
    BearerSecret verifier = BearerSecret.generate(random, "");
    try (LoopbackListener listener = LoopbackListener.bind(state)) {
      JsonValue.Fields begun =
          daemon.call(
              "login.announce",
              JsonValue.fields()
                  .put("portal", plan.portal().value())
                  .put("codeChallenge", PkceChallenge.of(verifier).toString())
                  .put("stateHash", Sha256.of(state).toString())
                  .put("port", listener.port().value())
                  .put("deviceName", plan.device().value())
                  .build());
      open(address(begun, state));
      Callback callback = await(listener).orElseThrow(this::nobodyCame);
      BearerSecret code = codeOf(callback, plan.portal());
      request.put("code", code.reveal()).put("codeVerifier", verifier.reveal());
    } catch (IOException noSocket) {
      throw new CommandFailed(
          ExitCode.FAILED,
          "no_port",
          "The browser would have nowhere to come back to",
          "No port on 127.0.0.1 can be bound",
          "Sign in without a browser: opta login --email ADDRESS");
    }
  }

  private String address(JsonValue.Fields begun, String state) {
    String url = begun.text("url").orElse("");
    if (!url.startsWith(plan.portal().value() + "/")) {
      throw new CommandFailed(
          ExitCode.FAILED, "bad_answer", "The daemon named another portal", "", "opta doctor");
    }
    return url + (url.contains("?") ? "&" : "?") + "state=" + state;
  }

  private void open(String address) {
    boolean opened = plan.mayOpenBrowser() && new SystemBrowser(call.environment()).open(address);
    if (opened) {
      terminal.step("Opening " + plan.portal().authority() + " in your browser");
      terminal.line("or open it yourself: " + terminal.copyable(address));
    } else {
      terminal.step("Open this address in your browser");
      terminal.line(terminal.copyable(address));
    }
    if (terminal.isJson()) {
      terminal.warn("Open " + address);
    }
    terminal.flush();
  }

  private Optional<Callback> await(LoopbackListener listener) throws InterruptedException {
    if (terminal.prompt().isInteractive()) {
      terminal.line("or paste the address here that your browser ends at:");
      terminal.flush();
      Thread.ofPlatform().daemon().name("pasted-address").start(() -> readPasted(listener));
      return listener.await(plan.timeout());
    }
    try (Spinner _ = terminal.busy("Waiting for your browser")) {
      return listener.await(plan.timeout());
    }
  }

  /// For a browser on another machine: it cannot reach this loopback address, but shows it.
  private void readPasted(LoopbackListener listener) {
    while (true) {
      Optional<String> line = terminal.prompt().line("");
      if (line.isEmpty() || listener.offer(line.get())) {
        return;
      }
    }
  }

  /// The code, if the portal that was asked issued it (RFC 9207).
  static BearerSecret codeOf(Callback callback, PortalUrl portal) {
    return switch (callback) {
      case Callback.Refused(boolean byPerson) ->
          throw new CommandFailed(
              ExitCode.DENIED,
              byPerson ? "access_denied" : "sign_in_failed",
              byPerson ? "The sign-in was denied in the browser" : "The portal ended the sign-in",
              "",
              "Try again: opta login");
      case Callback.Code(BearerSecret code, String issuer) -> {
        if (!issuer.equals(portal.value())) {
          code.close();
          throw new CommandFailed(
              ExitCode.INTEGRITY,
              "wrong_issuer",
              "The answer came from another portal than the one that was asked",
              "Its `iss` is not " + portal,
              "Do not try again before you know why; the code was not used");
        }
        yield code;
      }
    };
  }

  private CommandFailed nobodyCame() {
    return new CommandFailed(
        ExitCode.FAILED,
        "timed_out",
        "The browser did not come back within " + plan.timeout().toSeconds() + " s",
        "Nothing was signed in",
        "Try again: opta login, or without a browser: opta login --email ADDRESS");
  }
}
