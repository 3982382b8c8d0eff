package com.optalocal.accounts.adapters.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.optalocal.accounts.application.CustodyUnavailable;
import com.optalocal.accounts.application.InMemoryPortal;
import com.optalocal.accounts.application.TestDevice;
import com.optalocal.accounts.domain.BearerSecret;
import com.optalocal.accounts.domain.MovableClock;
import com.optalocal.accounts.domain.SeededRandom;
import com.optalocal.accounts.domain.device.crypto.RecoveryKey;
import com.optalocal.accounts.domain.identity.Password;
import com.optalocal.accounts.domain.identity.People;
import com.optalocal.accounts.domain.note.crypto.Sha256;
import com.optalocal.accounts.domain.session.CliLoginId;
import com.optalocal.accounts.domain.session.LoopbackPort;
import com.optalocal.accounts.domain.session.PkceChallenge;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What people do all day, through the sockets of two daemons.
class DaemonStoryTest {
  private static final String PASSWORD = "correct horse battery staple";

  private final MovableClock clock = new MovableClock();
  private final InMemoryPortal portal = new InMemoryPortal(clock);
  private final TestDevice first = new TestDevice("mbp-14", portal, 1);
  private final TestDevice second = new TestDevice("desktop", portal, 2);
  private final DaemonFixture one = new DaemonFixture(first);
  private final DaemonFixture two = new DaemonFixture(second);

  @BeforeEach
  void ana_has_an_account() {
    portal.register(People.ANA, Password.of(PASSWORD));
  }

  @AfterEach
  void both_daemons_stop() {
    one.close();
    two.close();
  }

  private static JsonValue.Fields done(DaemonFixture daemon, String operation) {
    return done(daemon, operation, JsonValue.Fields.NONE);
  }

  private static JsonValue.Fields done(
      DaemonFixture daemon, String operation, JsonValue.Fields payload) {
    return switch (daemon.client().call(operation, payload)) {
      case DaemonAnswer.Done(JsonValue.Fields fields) -> fields;
      case DaemonAnswer other -> throw new AssertionError(operation + ": " + other);
    };
  }

  private static OperationProblem refused(DaemonFixture daemon, String operation) {
    return refused(daemon, operation, JsonValue.Fields.NONE);
  }

  private static OperationProblem refused(
      DaemonFixture daemon, String operation, JsonValue.Fields payload) {
    return switch (daemon.client().call(operation, payload)) {
      case DaemonAnswer.Failed(OperationProblem problem) -> problem;
      case DaemonAnswer other -> throw new AssertionError(operation + ": " + other);
    };
  }

  private static JsonValue.Fields login(String device, String custody, String password) {
    return JsonValue.fields()
        .put("portal", InMemoryPortal.URL.value())
        .put("deviceName", device)
        .put("custody", custody)
        .put("email", People.ANA.address())
        .put("password", password)
        .build();
  }

  private JsonValue.Fields logIn(DaemonFixture daemon, String device) {
    return done(daemon, "login.finish", login(device, "keychain", PASSWORD));
  }

  private static JsonValue.Fields key(String name, String value) {
    return JsonValue.fields()
        .put("name", name)
        .put("value", Base64.getEncoder().encodeToString(value.getBytes(StandardCharsets.UTF_8)))
        .build();
  }

  @Test
  void before_a_login_everything_says_so() {
    assertThat(done(one, "health").isTrue("signedIn")).isFalse();
    assertThat(text(done(one, "account.status")))
        .isEqualTo("{\"ok\":true,\"authenticated\":false}");
    assertThat(text(done(one, "custody.status")))
        .isEqualTo("{\"ok\":true,\"chosen\":null,\"keychain\":\"available\"}");
    assertThat(done(one, "session.end").isTrue("signedOut")).isFalse();
    for (String operation : List.of("vault.pull", "keys.list", "devices.list", "audit.list")) {
      OperationProblem problem = refused(one, operation);
      assertThat(problem.kind()).isEqualTo(OperationProblem.Kind.SIGNED_OUT);
      assertThat(problem.code()).isEqualTo("signed_out");
    }
  }

  @Test
  void the_first_login_shows_the_recovery_key_and_the_account() {
    JsonValue.Fields answer = logIn(one, "mbp-14");
    assertThat(answer.text("vault")).contains("created");
    assertThat(RecoveryKey.typed(answer.text("recoveryKey").orElseThrow())).isNotNull();
    assertThat(answer.text("custody")).contains("keychain");
    assertThat(answer.fields("user").orElseThrow().text("email")).contains("ana@example.com");
    assertThat(answer.fields("device").orElseThrow().text("name")).contains("mbp-14");
    assertThat(answer.number("devices")).contains(1L);
    assertThat(answer.array("syncedKeys")).isEmpty();

    JsonValue.Fields status = done(one, "account.status");
    assertThat(status.isTrue("authenticated")).isTrue();
    assertThat(text(status))
        .isEqualTo(
            ("{\"ok\":true,\"authenticated\":true,\"project\":\"abcdefghijklmnopqrst\","
                    + "\"user\":{\"id\":\"%s\",\"email\":\"ana@example.com\",\"phone\":null,"
                    + "\"name\":\"Ana\"},\"session\":{\"tokenType\":\"bearer\","
                    + "\"expiresAt\":\"2026-11-22T11:00:00.000Z\"},"
                    + "\"updatedAt\":\"2026-11-22T10:00:00.000Z\"}")
                .formatted(People.ANA.id()));
    assertThat(done(one, "health").isTrue("signedIn")).isTrue();
    assertThat(logInAgain().text("vault")).contains("member");
  }

  private JsonValue.Fields logInAgain() {
    JsonValue.Fields again = logIn(one, "mbp-14");
    assertThat(again.find("recoveryKey")).isEmpty();
    assertThat(again.array("skippedKeys")).isEmpty();
    return again;
  }

  @Test
  void a_key_travels_from_one_device_to_the_other() {
    logIn(one, "mbp-14");
    assertThat(text(done(one, "keys.push", key("anthropic", "sk-ant-1"))))
        .isEqualTo("{\"ok\":true,\"name\":\"ANTHROPIC_API_KEY\",\"version\":1,\"devices\":1}");

    assertThat(lent(one)).as("the writer has it").containsEntry("ANTHROPIC_API_KEY", "sk-ant-1");

    JsonValue.Fields join = logIn(two, "desktop");
    assertThat(join.text("vault")).contains("join");
    assertThat(join.texts("approvers")).containsExactly("mbp-14");
    String words = join.text("words").orElseThrow();
    assertThat(done(two, "login.wait").text("state")).contains("waiting");
    assertThat(refused(two, "vault.pull").code()).isEqualTo("not_trusted");

    JsonValue.Fields waiting = done(one, "devices.list").objects("waiting").getFirst();
    assertThat(waiting.text("deviceName")).contains("desktop");
    assertThat(waiting.text("shortId")).isEqualTo(join.text("shortId"));
    assertThat(waiting.isTrue("current")).isFalse();
    String request = waiting.text("request").orElseThrow();
    String wrong = (TestDevice.WORDS.word(0) + " ").repeat(6);
    OperationProblem refusal = refused(one, "devices.approve", approval(request, wrong));
    assertThat(refusal.code()).isEqualTo("wrong_words");
    assertThat(refusal.more().number("triesLeft")).contains(2L);
    assertThat(done(one, "devices.approve", approval(request, words)).text("device"))
        .contains("desktop");

    JsonValue.Fields joined = done(two, "login.wait");
    assertThat(joined.text("state")).contains("joined");
    assertThat(joined.texts("syncedKeys")).containsExactly("ANTHROPIC_API_KEY");
    assertThat(joined.number("devices")).contains(2L);
    assertThat(refused(two, "login.wait").code()).isEqualTo("nothing_asked");

    assertThat(lent(two, "anthropic")).isEqualTo(Map.of("ANTHROPIC_API_KEY", "sk-ant-1"));
    assertThat(done(two, "health").number("keysLoaded")).contains(1L);
    JsonValue.Fields listed = done(two, "keys.list").objects("keys").getFirst();
    assertThat(text(listed))
        .isEqualTo(
            "{\"name\":\"ANTHROPIC_API_KEY\",\"label\":\"\",\"version\":1,\"writer\":\"mbp-14\","
                + "\"written\":\"2026-11-22T10:00:00Z\"}");
    List<JsonValue.Fields> devices = done(two, "devices.list").objects("devices");
    assertThat(devices.stream().map(device -> device.isTrue("current")))
        .containsExactly(false, true);
  }

  private static JsonValue.Fields approval(String request, String words) {
    return JsonValue.fields().put("request", request).put("words", words).build();
  }

  private static Map<String, String> lent(DaemonFixture daemon, String... only) {
    JsonValue.Builder payload = JsonValue.fields();
    if (only.length > 0) {
      payload.putTexts("only", List.of(only));
    }
    Map<String, String> lent = new TreeMap<>();
    done(daemon, "keys.lease", payload.build())
        .fields("keys")
        .orElseThrow()
        .members()
        .forEach((name, value) ->
            lent.put(
                name,
                new String(
                    Base64.getDecoder().decode(((JsonValue.Text) value).value()),
                    StandardCharsets.UTF_8)));
    return lent;
  }

  @Test
  void a_login_through_the_browser_begins_with_an_address() {
    BearerSecret verifier = BearerSecret.generate(new SeededRandom(7), "");
    JsonValue.Fields begun =
        done(
            one,
            "login.announce",
            JsonValue.fields()
                .put("portal", InMemoryPortal.URL.value())
                .put("codeChallenge", PkceChallenge.of(verifier).toString())
                .put("stateHash", Sha256.of("state").toString())
                .put("port", 9998)
                .put("deviceName", "mbp-14")
                .build());
    String id = begun.text("loginId").orElseThrow();
    assertThat(begun.text("url")).contains("https://accounts.example.com/cli/login?id=" + id);
    BearerSecret code =
        portal.consent(People.ANA, CliLoginId.parse(id), new LoopbackPort(9998), "state");
    JsonValue.Fields finish =
        JsonValue.fields()
            .put("portal", InMemoryPortal.URL.value())
            .put("deviceName", "mbp-14")
            .put("custody", "keychain")
            .put("code", code.reveal())
            .put("codeVerifier", verifier.reveal())
            .build();
    assertThat(done(one, "login.finish", finish).text("vault")).contains("created");
    OperationProblem replayed = refused(one, "login.finish", finish);
    assertThat(replayed.code()).isEqualTo("sign_in_refused");
    assertThat(replayed.title()).contains("code").doesNotContain("password");
  }

  @Test
  void a_login_needs_one_whole_proof() {
    for (JsonValue.Fields incomplete :
        List.of(
            without(login("mbp-14", "keychain", PASSWORD), "password"),
            without(login("mbp-14", "keychain", PASSWORD), "email"),
            JsonValue.fields()
                .putAll(login("mbp-14", "keychain", PASSWORD))
                .put("code", "x")
                .build())) {
      OperationProblem problem = refused(one, "login.finish", incomplete);
      assertThat(problem.kind()).isEqualTo(OperationProblem.Kind.USAGE);
      assertThat(problem.more().text("pointer")).contains("/payload");
    }
  }

  private static JsonValue.Fields without(JsonValue.Fields fields, String name) {
    JsonValue.Builder rest = JsonValue.fields();
    fields
        .members()
        .forEach((member, value) -> {
          if (!member.equals(name)) {
            rest.put(member, value);
          }
        });
    return rest.build();
  }

  @Test
  void a_wrong_password_is_not_signed_in_and_is_not_repeated() {
    OperationProblem problem =
        refused(one, "login.finish", login("mbp-14", "keychain", "wrong-password"));
    assertThat(problem.kind()).isEqualTo(OperationProblem.Kind.SIGNED_OUT);
    assertThat(problem.title()).contains("password");
    assertThat(problem.next()).contains("opta login --email ADDRESS");
    assertThat(text(problem.json())).doesNotContain("wrong-password").doesNotContain("ana@");
  }

  @Test
  void a_login_that_is_not_needed_does_what_it_would_have_done() {
    JsonValue.Fields wish = JsonValue.fields().put("usualName", "host").build();
    assertThat(done(one, "login.begin", wish).isTrue("needed")).isTrue();
    assertThat(done(one, "vault.status").text("standing")).contains("nobody");
    logIn(one, "mbp-14");
    JsonValue.Fields member = done(one, "login.begin", wish);
    assertThat(member.isTrue("needed")).isFalse();
    assertThat(member.text("vault")).contains("member");
    assertThat(done(one, "vault.status").text("standing")).contains("member");

    JsonValue.Fields first = logIn(two, "desktop");
    JsonValue.Fields again = done(two, "login.begin", wish);
    assertThat(again.text("vault")).contains("join");
    assertThat(again.text("request")).isNotEqualTo(first.text("request"));
    assertThat(done(two, "vault.status").text("standing")).contains("waiting");
    JsonValue.Fields listed = done(two, "devices.list").objects("waiting").getFirst();
    assertThat(listed.text("request")).isEqualTo(again.text("request"));
    assertThat(listed.isTrue("current")).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "portal, https://other.example.com, signed_in_otherwise, --force",
    "email, ben@example.com, signed_in_otherwise, opta logout",
    "custody, plain-file, custody_fixed, Without --custody",
    "deviceName, attic, device_name_fixed, Without --device-name"
  })
  void a_session_that_is_not_the_one_asked_for_is_a_conflict(
      String member, String value, String code, String next) {
    logIn(one, "mbp-14");
    OperationProblem problem =
        refused(
            one,
            "login.begin",
            JsonValue.fields().put("usualName", "host").put(member, value).build());
    assertThat(problem.kind()).isEqualTo(OperationProblem.Kind.CONFLICT);
    assertThat(problem.code()).isEqualTo(code);
    assertThat(problem.next()).contains(next);
    assertThat(text(problem.json())).doesNotContain(value);
  }

  @Test
  void custody_memory_names_the_way_out_and_no_circle() {
    done(one, "login.finish", login("ci", "memory", PASSWORD));
    for (String operation : List.of("vault.pull", "keys.list", "keys.lease", "devices.list")) {
      OperationProblem problem = refused(one, operation);
      assertThat(problem.code()).isEqualTo("custody_keeps_nothing");
      assertThat(problem.next()).contains("opta login --force --custody");
    }
    assertThat(refused(one, "keys.push", key("LMX_TOKEN", "lmx-1")).code())
        .isEqualTo("custody_keeps_nothing");
    OperationProblem other =
        refused(
            one,
            "login.begin",
            JsonValue.fields().put("usualName", "host").put("custody", "keychain").build());
    assertThat(other.next()).contains("opta login --force --custody");
  }

  @ParameterizedTest
  @CsvSource({
    "one two three, These are not six words",
    "not these words are on list, A word is not on the list"
  })
  void words_that_no_device_shows_are_named_and_cost_no_try(String words, String title) {
    logIn(one, "mbp-14");
    logIn(two, "desktop");
    JsonValue.Fields waiting = done(one, "devices.list").objects("waiting").getFirst();
    OperationProblem problem =
        refused(one, "devices.approve", approval(waiting.text("request").orElseThrow(), words));
    assertThat(problem.kind()).isEqualTo(OperationProblem.Kind.USAGE);
    assertThat(problem.title()).isEqualTo(title);
    assertThat(done(one, "devices.list").objects("waiting")).hasSize(1);
  }

  @Test
  void custody_memory_has_no_device_and_no_vault() {
    JsonValue.Fields answer = done(one, "login.finish", login("ci", "memory", PASSWORD));
    assertThat(answer.text("vault")).contains("none");
    assertThat(answer.find("device")).contains(JsonValue.NOTHING);
    assertThat(done(one, "account.status").isTrue("authenticated")).isTrue();
  }

  @Test
  void the_portal_off_the_network_is_offline_and_loses_nothing() {
    logIn(one, "mbp-14");
    done(one, "keys.push", key("LMX_TOKEN", "lmx-1"));
    portal.goOffline();
    OperationProblem problem = refused(one, "vault.pull");
    assertThat(problem.kind()).isEqualTo(OperationProblem.Kind.OFFLINE);
    assertThat(lent(one)).isEqualTo(Map.of("LMX_TOKEN", "lmx-1"));
    assertThat(done(one, "account.status").isTrue("authenticated")).isTrue();
  }

  @Test
  void a_tampered_vault_is_an_integrity_failure_by_name() {
    logIn(one, "mbp-14");
    first.remote().lieAboutVault(truth -> Optional.empty());
    for (String operation : List.of("vault.pull", "keys.list", "devices.list")) {
      OperationProblem problem = refused(one, operation);
      assertThat(problem.kind()).isEqualTo(OperationProblem.Kind.INTEGRITY);
      assertThat(problem.code()).isEqualTo("VaultRolledBack");
    }
  }

  @Test
  void the_same_key_from_two_devices_at_once_is_a_conflict() {
    logIn(one, "mbp-14");
    boolean[] once = {false};
    first
        .remote()
        .lieAboutVault(truth -> {
          if (!once[0]) {
            once[0] = true;
            first.push("LMX_TOKEN", "theirs");
          }
          return truth;
        });
    OperationProblem problem = refused(one, "keys.push", key("LMX_TOKEN", "mine"));
    assertThat(problem.kind()).isEqualTo(OperationProblem.Kind.CONFLICT);
    assertThat(problem.more().number("theirs")).contains(1L);
  }

  @Test
  void a_key_that_is_not_there_is_named() {
    logIn(one, "mbp-14");
    OperationProblem problem =
        refused(
            one, "keys.lease", JsonValue.fields().putTexts("only", List.of("NOT_THERE")).build());
    assertThat(problem.code()).isEqualTo("missing_keys");
    assertThat(problem.more().texts("missing")).containsExactly("NOT_THERE");
  }

  @Test
  void a_locked_keychain_says_what_to_do() {
    logIn(one, "mbp-14");
    first.identity().fail(CustodyUnavailable.Reason.LOCKED);
    OperationProblem problem = refused(one, "keys.push", key("LMX_TOKEN", "lmx-1"));
    assertThat(problem.kind()).isEqualTo(OperationProblem.Kind.FAILED);
    assertThat(problem.code()).isEqualTo("custody_locked");
    assertThat(problem.next()).contains("Unlock");
  }

  @Test
  void signing_out_ends_the_session_and_drops_the_keys() {
    logIn(one, "mbp-14");
    done(one, "keys.push", key("LMX_TOKEN", "lmx-1"));
    JsonValue.Fields ended = done(one, "session.end");
    assertThat(ended.isTrue("signedOut")).isTrue();
    assertThat(ended.isTrue("portalTold")).isTrue();
    assertThat(done(one, "health").number("keysLoaded")).contains(0L);
    assertThat(refused(one, "keys.lease").kind()).isEqualTo(OperationProblem.Kind.SIGNED_OUT);
  }

  @Test
  void a_session_that_the_portal_ended_is_signed_out() {
    logIn(one, "mbp-14");
    portal.revoke(first.session().peek().orElseThrow().issued().accessToken());
    assertThat(refused(one, "vault.pull").kind()).isEqualTo(OperationProblem.Kind.SIGNED_OUT);
    assertThat(done(one, "account.status").isTrue("authenticated")).isFalse();
  }

  @Test
  void the_audit_log_comes_as_the_portal_serves_it() {
    logIn(one, "mbp-14");
    done(one, "keys.push", key("LMX_TOKEN", "lmx-1"));
    JsonValue.Fields page = done(one, "audit.list", JsonValue.fields().put("limit", 1).build());
    assertThat(page.objects("events")).hasSize(1);
    JsonValue.Fields newest = page.objects("events").getFirst();
    assertThat(newest.text("action")).contains("vault.item-written");
    assertThat(newest.text("id").orElseThrow()).startsWith("aud_");
    assertThat(page.text("checkpoint")).isPresent();
  }

  @Test
  void upkeep_renews_a_session_while_nobody_asks() throws Exception {
    logIn(one, "mbp-14");
    clock.advance(Duration.ofMinutes(56));
    CountDownLatch looked = new CountDownLatch(1);
    Runnable look =
        () -> {
          first.keepSession().look();
          looked.countDown();
        };
    try (Upkeep upkeep = Upkeep.start("session", Duration.ofMillis(5), look)) {
      assertThat(upkeep).isNotNull();
      assertThat(looked.await(20, TimeUnit.SECONDS)).isTrue();
    }
    assertThat(first.signIn().refreshes()).isOne();
  }

  private static String text(JsonValue value) {
    return new String(JsonText.write(value), StandardCharsets.UTF_8);
  }
}
