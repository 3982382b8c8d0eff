package com.optalocal.accounts.bootstrap;

import com.optalocal.accounts.bootstrap.command.Dispatch;
import com.optalocal.accounts.bootstrap.command.ExitCode;
import com.optalocal.accounts.bootstrap.daemon.OwnProgram;
import com.optalocal.accounts.bootstrap.home.Environment;
import com.optalocal.accounts.bootstrap.home.SystemRandom;
import com.optalocal.accounts.bootstrap.terminal.Terminal;
import com.optalocal.accounts.bootstrap.tour.TourFailed;
import com.optalocal.accounts.bootstrap.tour.VisitedPage;
import com.optalocal.accounts.bootstrap.tour.Visitor;
import com.optalocal.accounts.domain.RandomBytes;
import com.optalocal.accounts.domain.license.Feature;
import com.optalocal.accounts.domain.license.License;
import com.optalocal.accounts.domain.license.LicenseId;
import com.optalocal.accounts.domain.license.Tier;
import com.optalocal.accounts.domain.note.crypto.SigningKey;
import com.optalocal.accounts.domain.organization.OrgId;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Runs what people run, so that the JVM can keep what it loaded and linked: the launcher starts
/// this once after each build, with `-XX:AOTCacheOutput` and an empty home, once for each role.
///
/// As `cli` this process does what commands do and nothing else, because whatever a cache holds
/// every start pays for; portal, daemon and browser are other processes. As `server` portal and
/// daemon both run in this one. Either way real requests go over real sockets.
final class AotTraining {
  private static final String EMAIL = "training@example.test";
  private static final String PASSWORD = "a passphrase for training only";
  private static final Duration READY_WITHIN = Duration.ofSeconds(60);
  private static final Pattern OWNER_LINK =
      Pattern.compile("(http://localhost:[0-9]+/sign-up\\?owner=[A-Za-z0-9_-]+)\\s");
  private static final Pattern LOGIN_LINK =
      Pattern.compile("(http://localhost:[0-9]+/cli/login\\?[^\\s]+)\\s");

  private static final List<List<String>> WITHOUT_DAEMON =
      List.of(
          List.of(),
          List.of("--version"),
          List.of("--version", "--json"),
          List.of("account", "keys", "push", "--help"),
          List.of("acount"),
          List.of("status"),
          List.of("account", "status", "--json"),
          List.of("openclaw", "id", "training"),
          List.of("portal", "redirects", "test", "/keys", "https://a.optalocal.com/x"));

  private static final List<List<String>> SIGNED_IN =
      List.of(
          List.of("status"),
          List.of("account", "status", "--json"),
          List.of("account", "sync"),
          List.of("keys", "list"),
          List.of("devices", "list"),
          List.of("license", "status"),
          List.of("run", "--", "true"));

  private final Environment environment = Environment.ofProcess();

  private AotTraining() {}

  public static void main(String[] args) throws InterruptedException {
    AotTraining training = new AotTraining();
    String role = args.length == 0 ? "" : args[0];
    switch (role) {
      case "cli" -> training.asCommands();
      case "server" -> training.asServers();
      case "visit" -> visit(args[1]);
      default -> throw new IllegalArgumentException("the role is cli or server");
    }
    System.exit(0);
  }

  private void asCommands() throws InterruptedException {
    for (List<String> command : WITHOUT_DAEMON) {
      int exit = Opta.run(command.toArray(String[]::new));
      System.out.println(exit + " opta " + String.join(" ", command));
    }
    verifyALicense();
    Process up = start(OwnProgram.command(environment, "up"));
    Output output = new Output();
    Thread reading = Thread.ofPlatform().start(() -> copy(up, output));
    try {
      story(output);
    } finally {
      up.destroy();
      up.waitFor();
      reading.join();
    }
  }

  /// A license of nobody's, under a key that is forgotten at once.
  private static void verifyALicense() {
    RandomBytes random = new SystemRandom();
    try (SigningKey issuer = SigningKey.generate(random)) {
      Instant now = Instant.now();
      License.Terms terms =
          new License.Terms(
              LicenseId.generate(random),
              OrgId.DEFAULT,
              new Tier("training"),
              new TreeSet<>(List.of(new Feature("training/one"), new Feature("training/two"))),
              now,
              now.plus(License.DEFAULT_AIR_GAP),
              License.DEFAULT_AIR_GAP,
              Optional.empty());
      Path file = Files.createTempFile("opta-training", ".license");
      Files.writeString(file, issuer.sign(terms.text()).encoded());
      String key = issuer.verificationKey().toString();
      for (String form : List.of("--no-color", "--json")) {
        int exit = Opta.run("license", "verify", file.toString(), "--key", key, form);
        System.out.println(exit + " opta license verify " + form);
      }
      Files.delete(file);
    } catch (IOException refused) {
      throw new TourFailed("a file for the training cannot be written");
    }
  }

  private void asServers() throws InterruptedException {
    Output output = new Output();
    Thread up = Thread.ofPlatform().start(() -> serve("", output, "up", "--no-daemon"));
    output.await(OWNER_LINK); // one after the other: both set up logging
    Thread daemon = Thread.ofPlatform().start(() -> serve("", new Output(), "daemon", "run"));
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
      serve("", status, "daemon", "status", "--json");
      if (running.matcher(status.toString(StandardCharsets.UTF_8)).find()) {
        return;
      }
      Thread.sleep(100);
    }
    throw new TourFailed("the daemon did not get ready");
  }

  /// Sign up, sign in by password and by browser, push, pull, look at everything.
  private void story(Output portal) throws InterruptedException {
    visitElsewhere(portal.await(OWNER_LINK));
    run(PASSWORD + "\n", "login", "--email", EMAIL, "--custody", "plain-file");
    run("training-value", "account", "keys", "push", "anthropic", "-");
    SIGNED_IN.forEach(command -> run("", command.toArray(String[]::new)));
    run("", "logout");
    Output output = new Output();
    Thread login = Thread.ofPlatform().start(() -> serve("", output, "login", "--no-browser"));
    visitElsewhere(output.await(LOGIN_LINK));
    login.join(READY_WITHIN);
    run("", "audit", "list");
  }

  /// The browser's part, in a process of its own.
  private void visitElsewhere(String link) throws InterruptedException {
    List<String> command = new ArrayList<>(OwnProgram.command(environment));
    command.set(command.size() - 1, AotTraining.class.getName());
    command.addAll(List.of("visit", link));
    Process visit = start(command);
    copy(visit, System.out);
    if (visit.waitFor() != 0) {
      throw new TourFailed("the portal's pages could not be visited");
    }
  }

  private static void visit(String link) throws InterruptedException {
    try (Visitor visitor = new Visitor()) {
      VisitedPage page = visitor.open(link);
      if (link.contains("/sign-up")) {
        page =
            visitor.submit(page, Map.of("email", EMAIL, "name", "Training", "password", PASSWORD));
        for (String path : List.of("/", "/keys", "/devices", "/audit", "/licenses")) {
          visitor.open(page.address().resolve(path).toString());
        }
      } else {
        VisitedPage consent = visitor.submit(page, Map.of("email", EMAIL, "password", PASSWORD));
        visitor.submit(consent, Map.of("decision", "allow"));
      }
    }
  }

  private static Process start(List<String> command) {
    try {
      return new ProcessBuilder(command).redirectErrorStream(true).start();
    } catch (IOException refused) {
      throw new TourFailed("a process for the training cannot be started");
    }
  }

  private static void copy(Process from, java.io.OutputStream to) {
    try {
      from.getInputStream().transferTo(to);
    } catch (IOException ended) {
      // nothing more will come
    }
  }

  private void run(String input, String... arguments) {
    serve(input, new Output(), arguments);
  }

  private void serve(String input, Output output, String... arguments) {
    PrintStream to = new PrintStream(output, false, StandardCharsets.UTF_8);
    Terminal.Streams streams =
        new Terminal.Streams(
            new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)), to, to);
    try {
      ExitCode exit =
          new Dispatch(Commands.root(), Commands::groupPage, environment, streams).run(arguments);
      System.out.println(exit.number() + " opta " + Arrays.toString(arguments));
    } catch (InterruptedException toldToStop) {
      Thread.currentThread().interrupt();
    }
  }

  /// What a command printed so far.
  private static final class Output extends ByteArrayOutputStream {
    String await(Pattern pattern) throws InterruptedException {
      long until = System.nanoTime() + READY_WITHIN.toNanos();
      while (System.nanoTime() < until) {
        Matcher matcher = pattern.matcher(toString(StandardCharsets.UTF_8));
        if (matcher.find()) {
          return matcher.group(1);
        }
        Thread.sleep(20);
      }
      throw new TourFailed("nothing came that fits:\n" + toString(StandardCharsets.UTF_8));
    }
  }
}
