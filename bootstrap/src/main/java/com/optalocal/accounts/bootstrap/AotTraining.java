package com.optalocal.accounts.bootstrap;

import com.optalocal.accounts.bootstrap.command.Dispatch;
import com.optalocal.accounts.bootstrap.command.ExitCode;
import com.optalocal.accounts.bootstrap.home.Environment;
import com.optalocal.accounts.bootstrap.terminal.Terminal;
import com.optalocal.accounts.bootstrap.tour.TourFailed;
import com.optalocal.accounts.bootstrap.tour.VisitedPage;
import com.optalocal.accounts.bootstrap.tour.Visitor;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Runs what people run, so that the JVM can keep what it loaded and linked: the launcher starts
/// this once after each build, with `-XX:AOTCacheOutput` and an empty home, once for each role.
///
/// As `cli` the portal and the daemon are other processes, as they are for a command. As `server`
/// both run in this one. Either way real requests go over real sockets.
final class AotTraining {
  private static final String EMAIL = "training@example.test";
  private static final String PASSWORD = "a passphrase for training only";
  private static final Duration READY_WITHIN = Duration.ofSeconds(60);
  private static final Pattern OWNER_LINK =
      Pattern.compile("((http://localhost:[0-9]+)/sign-up\\?owner=[A-Za-z0-9_-]+)\\s");
  private static final Pattern LOGIN_LINK =
      Pattern.compile("(http://localhost:[0-9]+/cli/login\\?[^\\s]+)\\s");

  private static final List<List<String>> WITHOUT_DAEMON =
      List.of(
          List.of(),
          List.of("--version"),
          List.of("--version", "--json"),
          List.of("keys", "--help"),
          List.of("account", "keys", "push", "--help"),
          List.of("acount"),
          List.of("status"),
          List.of("account", "status", "--json"),
          List.of("config", "list"));

  private static final List<List<String>> SIGNED_IN =
      List.of(
          List.of("status"),
          List.of("account", "status", "--json"),
          List.of("account", "sync"),
          List.of("keys", "list"),
          List.of("keys", "list", "--json"),
          List.of("devices", "list"),
          List.of("audit", "list"),
          List.of("daemon", "status"),
          List.of("doctor"),
          List.of("run", "--", "true"));

  private final Environment environment = Environment.ofProcess();

  private AotTraining() {}

  public static void main(String[] args) throws InterruptedException {
    AotTraining training = new AotTraining();
    switch (args.length == 1 ? args[0] : "") {
      case "cli" -> training.asCommands();
      case "server" -> training.asServers();
      default -> throw new IllegalArgumentException("the role is cli or server");
    }
    System.exit(0);
  }

  private void asCommands() throws InterruptedException {
    WITHOUT_DAEMON.forEach(this::run);
    Process up = startUp();
    Output output = new Output();
    Thread reading = Thread.ofVirtual().start(() -> copy(up, output));
    try {
      story(output);
    } finally {
      up.destroy();
      up.waitFor();
      reading.join();
    }
  }

  private void asServers() throws InterruptedException {
    Output output = new Output();
    Thread up = Thread.ofPlatform().start(() -> serve(output, "up", "--no-daemon"));
    output.await(OWNER_LINK); // one after the other: both set up logging
    Thread daemon = Thread.ofPlatform().start(() -> serve(new Output(), "daemon", "run"));
    try {
      awaitDaemon();
      story(output);
    } finally {
      up.interrupt();
      daemon.interrupt();
      up.join(READY_WITHIN);
      daemon.join(READY_WITHIN);
    }
  }

  private void awaitDaemon() throws InterruptedException {
    Pattern running = Pattern.compile("\"running\" ?: (true)");
    for (int i = 0; i < 600; i++) {
      Output status = new Output();
      serve(status, "daemon", "status", "--json");
      if (running.matcher(status.toString(StandardCharsets.UTF_8)).find()) {
        return;
      }
      Thread.sleep(100);
    }
    throw new TourFailed("the daemon did not get ready");
  }

  /// Sign up, sign in by password and by browser, push, pull, look at everything.
  private void story(Output portal) throws InterruptedException {
    Matcher link = portal.await(OWNER_LINK);
    try (Visitor visitor = new Visitor()) {
      VisitedPage form = visitor.open(link.group(1));
      visitor.submit(form, Map.of("email", EMAIL, "name", "Training", "password", PASSWORD));
      run(PASSWORD + "\n", List.of("login", "--email", EMAIL, "--custody", "plain-file"));
      run("training-value", List.of("account", "keys", "push", "anthropic", "-"));
      SIGNED_IN.forEach(this::run);
      run(List.of("logout"));
      Output output = new Output();
      Thread login =
          Thread.ofPlatform().daemon().start(() -> serve(output, "login", "--no-browser"));
      VisitedPage consent = visitor.open(output.await(LOGIN_LINK).group(1));
      visitor.submit(consent, Map.of("decision", "allow"));
      login.join(READY_WITHIN);
      for (String page : List.of("/", "/keys", "/devices", "/audit")) {
        visitor.open(link.group(2) + page);
      }
    }
  }

  private Process startUp() {
    try {
      return new ProcessBuilder(
              com.optalocal.accounts.bootstrap.daemon.OwnProgram.command(environment, "up"))
          .redirectErrorStream(true)
          .start();
    } catch (IOException refused) {
      throw new TourFailed("the portal cannot be started");
    }
  }

  private static void copy(Process from, Output to) {
    try {
      from.getInputStream().transferTo(to);
    } catch (IOException ended) {
      // nothing more will come
    }
  }

  private void run(List<String> arguments) {
    run("", arguments);
  }

  private void run(String input, List<String> arguments) {
    serve(input, new Output(), arguments.toArray(String[]::new));
  }

  private void serve(Output output, String... arguments) {
    serve("", output, arguments);
  }

  private void serve(String input, Output output, String... arguments) {
    PrintStream to = new PrintStream(output, false, StandardCharsets.UTF_8);
    Terminal.Streams streams =
        new Terminal.Streams(
            new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)), to, to);
    try {
      ExitCode exit =
          new Dispatch(Commands.root(), Commands::groupPage, environment, streams).run(arguments);
      System.out.println(exit.number() + " opta " + String.join(" ", arguments));
    } catch (InterruptedException toldToStop) {
      Thread.currentThread().interrupt();
    }
  }

  /// What a command printed so far.
  private static final class Output extends ByteArrayOutputStream {
    Matcher await(Pattern pattern) throws InterruptedException {
      long until = System.nanoTime() + READY_WITHIN.toNanos();
      while (System.nanoTime() < until) {
        Matcher matcher = pattern.matcher(toString(StandardCharsets.UTF_8));
        if (matcher.find()) {
          return matcher;
        }
        Thread.sleep(20);
      }
      throw new TourFailed("nothing came that fits:\n" + toString(StandardCharsets.UTF_8));
    }
  }
}
