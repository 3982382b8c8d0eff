package com.optalocal.accounts.bootstrap.tour;

import com.optalocal.accounts.adapters.http.JsonText;
import com.optalocal.accounts.adapters.http.JsonValue;
import com.optalocal.accounts.adapters.http.MalformedJson;
import com.optalocal.accounts.bootstrap.home.SystemRandom;
import com.optalocal.accounts.domain.BearerSecret;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// The story, step by step. Each step checks what it claims.
final class TourStory implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String EMAIL = "ana@example.test";
  private static final Pattern PORTAL = Pattern.compile("ready: (http://localhost:[0-9]+)");
  private static final Pattern OWNER_LINK =
      Pattern.compile("(http://localhost:[0-9]+/sign-up\\?owner=[A-Za-z0-9_-]+)\\s");
  private static final Pattern LOGIN_LINK =
      Pattern.compile("(http://localhost:[0-9]+/cli/login\\?[^\\s]+)\\s");
  private static final Pattern WORDS = Pattern.compile("\\n\\s+([a-z]+(?: [a-z]+){5})\\s*\\n");
  private static final Pattern READY = Pattern.compile("Ready in ([0-9.]+) s");

  private final TourGuide guide;
  private final TourHome first;
  private final TourHome second;
  private final LicenseStory license;
  private final Visitor visitor = new Visitor();
  private final String password = secret();
  private final String providerKey = "sk-ant-" + secret();
  private Optional<TourProcess> up = Optional.empty();
  private String portal = "";

  /// One part of the story.
  record Step(String title, Part story) {}

  @FunctionalInterface
  interface Part {
    void tell() throws InterruptedException;
  }

  TourStory(TourGuide guide, TourHome first, TourHome second) {
    this.guide = guide;
    this.first = first;
    this.second = second;
    license = new LicenseStory(guide, first);
  }

  List<Step> steps() {
    return List.of(
        new Step("A portal and a daemon on this machine", this::start),
        new Step("Ana signs up in a browser", this::signUp),
        new Step("Ana signs her terminal in", this::signIn),
        new Step("The device is enrolled, and the vault made", this::enrolled),
        new Step("Ana stores a provider key", this::push),
        new Step("A second device is let in, with six words", this::join),
        new Step("A program runs with the key, on the second device", this::run),
        new Step("A license of their own issuer is verified offline", license::tell),
        new Step("Everything was recorded, and the portal never saw the key", this::record),
        new Step("An event is proven, and the proof checked offline", this::prove));
  }

  private void start() throws InterruptedException {
    TourProcess process = guide.begin(first, "", "up");
    up = Optional.of(process);
    String ready = process.await(READY, PATIENCE);
    portal = process.await(PORTAL, PATIENCE);
    process.await(OWNER_LINK, PATIENCE);
    guide.show(process.output());
    guide.say("ready after " + ready + " s");
    String again = guide.run(0, first, "", "up");
    TourFailed.unless(again.contains("runs already"), "A second `up` started a second portal");
  }

  private void signUp() throws InterruptedException {
    String link = up.orElseThrow().await(OWNER_LINK, PATIENCE);
    guide.say("In the browser: " + link.replaceAll("owner=.*", "owner=…"));
    VisitedPage form = visitor.open(link);
    VisitedPage home =
        visitor.submit(form, Map.of("email", EMAIL, "name", "Ana", "password", password));
    TourFailed.unless(home.status() == 200, "Signing up failed");
    VisitedPage keys = visitor.open(portal + "/keys");
    TourFailed.unless(keys.shows("No keys yet"), "The keys page does not say that there are none");
    guide.say("The page says: No keys yet");
  }

  private void signIn() throws InterruptedException {
    Instant started = Instant.now();
    try (TourProcess login =
        guide.begin(
            first,
            "",
            "login",
            "--no-browser",
            "--device-name",
            "laptop",
            "--custody",
            custody())) {
      String link = login.await(LOGIN_LINK, PATIENCE);
      guide.say("In the browser: Allow");
      VisitedPage consent = visitor.open(link);
      TourFailed.unless(consent.shows("laptop"), "The consent page does not name the device");
      VisitedPage back = visitor.submit(consent, Map.of("decision", "allow"));
      TourFailed.unless(
          back.address().getHost().equals("127.0.0.1") && back.shows("Back to your terminal"),
          "The browser did not come back to the terminal");
      String output = guide.end(login, 0, started);
      TourFailed.unless(output.contains("Signed in as " + EMAIL), "Nobody was signed in");
      TourFailed.unless(output.contains("recovery key"), "The recovery key was not shown");
    }
  }

  private void enrolled() throws InterruptedException {
    JsonValue.Fields status = json(guide.run(0, first, "", "account", "status", "--json"));
    TourFailed.unless(status.isTrue("authenticated"), "The session is not there");
    JsonValue.Fields devices = json(guide.run(0, first, "", "devices", "list", "--json"));
    TourFailed.unless(devices.array("devices").size() == 1, "There should be one trusted device");
  }

  private void push() throws InterruptedException {
    guide.run(0, first, providerKey, "keys", "push", "anthropic", "-");
    String listed = guide.run(0, first, "", "keys", "list");
    TourFailed.unless(listed.contains("ANTHROPIC_API_KEY"), "The key is not listed");
    TourFailed.unless(!listed.contains(providerKey), "The list shows the key itself");
  }

  private void join() throws InterruptedException {
    Instant started = Instant.now();
    try (TourProcess login =
        guide.begin(
            second,
            password + "\n",
            "login",
            "--email",
            EMAIL,
            "--portal",
            portal,
            "--device-name",
            "desktop",
            "--custody",
            custody())) {
      String words = login.await(WORDS, PATIENCE);
      guide.say("The desktop shows six words; Ana types them on the laptop");
      guide.run(0, first, words + "\n", "devices", "approve", "--words", "-");
      String output = guide.end(login, 0, started);
      TourFailed.unless(output.contains("across 2 devices"), "The second device was not let in");
    }
    TourFailed.unless(
        guide.run(0, second, "", "status").contains("opens on this device"),
        "The second device does not know that it was let in");
    JsonValue.Fields synced = json(guide.run(0, second, "", "account", "sync", "--json"));
    TourFailed.unless(
        synced.texts("skippedKeys").equals(List.of("ANTHROPIC_API_KEY"))
            && synced.array("failedKeys").isEmpty(),
        "The second device does not hold the key");
  }

  private void run() throws InterruptedException {
    guide.run(0, second, "", "run", "--", "sh", "-c", "test -n \"$ANTHROPIC_API_KEY\"");
  }

  private void record() throws InterruptedException {
    String events = guide.run(0, second, "", "audit", "list");
    for (String action :
        List.of("user.signed-up", "vault.created", "vault.item-written", "device.added")) {
      TourFailed.unless(events.contains(action), "The audit log lacks " + action);
    }
    TourFailed.unless(events.contains("writer=laptop"), "The audit log names no writer");
    guide.run(4, second, "", "portal", "redirects", "test", "/keys", "//evil.example");
    guide.say("Searching the portal's database, key files and all logs for the key");
    SecretHunt.expectNowhere(
        providerKey, first.layout().data(), first.layout().state(), second.layout().state());
  }

  private void prove() throws InterruptedException {
    String recomputed = guide.run(0, first, "", "audit", "verify");
    TourFailed.unless(recomputed.contains("exactly the tree"), "The log does not verify");
    JsonValue.Fields listed =
        json(guide.run(0, first, "", "audit", "list", "--search", "vault.created", "--json"));
    String event =
        listed.objects("events").stream()
            .flatMap(found -> found.text("id").stream())
            .findFirst()
            .orElseThrow(() -> new TourFailed("The log lacks vault.created"));
    String proof = first.layout().data().resolve("created.tlog-proof").toString();
    guide.run(0, first, "", "audit", "prove", event, "--out", proof);
    String checked = guide.run(0, first, "", "audit", "verify", proof);
    TourFailed.unless(checked.contains("stands in the log"), "The proof does not hold");
  }

  private String custody() {
    return second.hasKeyring() ? "keychain" : "plain-file";
  }

  static JsonValue.Fields json(String output) {
    try {
      return JsonText.readFields(output.getBytes(StandardCharsets.UTF_8));
    } catch (MalformedJson other) {
      throw new TourFailed("The output is not one JSON object");
    }
  }

  static String secret() {
    try (BearerSecret random = BearerSecret.generate(new SystemRandom(), "")) {
      return random.reveal();
    }
  }

  /// Stops everything that still runs.
  @Override
  public void close() {
    visitor.close();
    up.ifPresent(TourProcess::stop);
    try {
      for (TourHome home : List.of(second, first)) {
        try (TourProcess stop = home.start("", "daemon", "stop")) {
          stop.awaitEnd(PATIENCE);
        }
      }
      if (up.isPresent()) {
        up.get().awaitEnd(PATIENCE);
      }
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
    } finally {
      up.ifPresent(TourProcess::close);
    }
  }
}
