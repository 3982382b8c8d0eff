package com.optalocal.accounts.adapters.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.optalocal.accounts.application.InMemoryPortal;
import com.optalocal.accounts.application.TestDevice;
import com.optalocal.accounts.domain.BearerSecret;
import com.optalocal.accounts.domain.MovableClock;
import com.optalocal.accounts.domain.SeededRandom;
import com.optalocal.accounts.domain.identity.People;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DaemonClientTest {
  private static final BearerSecret TOKEN =
      BearerSecret.generate(new SeededRandom(77), "opta_tok_");

  @TempDir Path temp;

  private static TestDevice device() {
    return new TestDevice("mbp-14", new InMemoryPortal(new MovableClock()), 1);
  }

  private static DaemonClient impatient(Path folder) {
    return new DaemonClient(folder, new SeededRandom(79), Duration.ofMillis(500));
  }

  @Test
  void a_daemon_that_is_there_answers() {
    try (DaemonFixture daemon = new DaemonFixture(device())) {
      assertThat(daemon.client().call("health"))
          .isInstanceOfSatisfying(
              DaemonAnswer.Done.class,
              done -> {
                assertThat(done.fields().isTrue("ok")).isTrue();
                assertThat(done.fields().text("version")).contains(DaemonFixture.VERSION);
              });
    }
  }

  @Test
  void a_problem_comes_back_as_it_was_told() {
    try (DaemonFixture daemon = new DaemonFixture(device())) {
      assertThat(daemon.client().call("helth"))
          .isInstanceOfSatisfying(
              DaemonAnswer.Failed.class,
              failed -> {
                OperationProblem problem = failed.problem();
                assertThat(problem.kind()).isEqualTo(OperationProblem.Kind.USAGE);
                assertThat(problem.status()).isEqualTo(404);
                assertThat(problem.code()).isEqualTo("unknown_operation");
                assertThat(problem.title()).isEqualTo("There is no such operation");
                assertThat(problem.detail()).isNotEmpty();
                assertThat(problem.next()).isNotEmpty();
                assertThat(problem.more().texts("nearest")).containsExactly("health");
              });
    }
  }

  @Test
  void without_an_address_nobody_is_running() {
    assertThat(DaemonFixture.client(temp.resolve("none")).call("health"))
        .isEqualTo(new DaemonAnswer.NotRunning());
  }

  @Test
  void an_address_at_which_nobody_listens_is_stale() {
    Path folder = temp.resolve("run");
    int port;
    try (TroubledPortal gone = TroubledPortal.answering(200, "")) {
      port = gone.port();
    }
    try (DaemonRendezvous rendezvous = publish(folder, port)) {
      assertThat(rendezvous).isNotNull();
      assertThat(DaemonFixture.client(folder).call("health")).isEqualTo(new DaemonAnswer.Stale());
    }
  }

  @Test
  void an_address_that_others_can_read_is_not_used() throws IOException {
    try (DaemonFixture daemon = new DaemonFixture(device())) {
      Path file = daemon.folder().resolve("daemon.json");
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
      assertThat(daemon.client().call("health"))
          .isEqualTo(new DaemonAnswer.Unsafe(file + " is open to others; run: chmod 600 " + file));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"proof\":\"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\"}",
        "{\"proof\":\"\"}",
        "{\"proof\":null}",
        "{}",
        "{\"ok\":true,\"proof\":true}",
        "not json",
        ""
      })
  void a_stranger_on_the_daemons_port_learns_no_token(String hello) {
    try (TroubledPortal stranger = TroubledPortal.answering(200, hello)) {
      assertImpostor(stranger);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "\n\n\n",
        "SSH-2.0-OpenSSH_9.2\r\n\r\n",
        "HTTP/1.1 200 OK\r\n\r\n{}",
        "HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\n{}",
        "HTTP/1.1 200 OK\r\nContent-Length: 2000\r\n\r\n{}",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n",
        "HTTP/1.1 abc OK\r\nContent-Length: 2\r\n\r\n{}"
      })
  void a_stranger_who_speaks_something_else_learns_no_token(String raw) {
    try (TroubledPortal stranger =
        new TroubledPortal(out -> out.write(raw.getBytes(StandardCharsets.ISO_8859_1)))) {
      assertImpostor(stranger);
    }
  }

  @Test
  void a_stranger_who_sends_without_end_is_left() {
    byte[] chunk = "x".repeat(8192).getBytes(StandardCharsets.ISO_8859_1);
    try (TroubledPortal stranger =
        new TroubledPortal(out -> {
          for (int i = 0; i < 10_000; i++) {
            out.write(chunk);
          }
        })) {
      assertImpostor(stranger);
    }
  }

  @Test
  void a_proof_for_another_port_proves_nothing() {
    // the stranger asks the real daemon, which listens elsewhere
    String nonce =
        Base64.getUrlEncoder().withoutPadding().encodeToString(new SeededRandom(78).next(24));
    String borrowed = DaemonProof.of(TOKEN, nonce, 4711);
    try (TroubledPortal stranger =
        TroubledPortal.answering(200, "{\"proof\":\"" + borrowed + "\"}")) {
      assertImpostor(stranger);
    }
  }

  private void assertImpostor(TroubledPortal stranger) {
    Path folder = temp.resolve("run");
    try (DaemonRendezvous rendezvous = publish(folder, stranger.port())) {
      assertThat(rendezvous).isNotNull();
      assertThat(DaemonFixture.client(folder).call("health"))
          .isEqualTo(new DaemonAnswer.Impostor());
    }
    assertThat(stranger.requests()).hasSize(1);
    assertThat(stranger.requests().getFirst())
        .startsWith("GET /v3/hello?nonce=")
        .doesNotContain("opta_tok_")
        .doesNotContain(TOKEN.reveal());
  }

  private static DaemonRendezvous publish(Path folder, int port) {
    DaemonRendezvous rendezvous = DaemonRendezvous.claim(folder).orElseThrow();
    rendezvous.publish(new DaemonAddress(port, 42, MovableClock.START, TOKEN));
    return rendezvous;
  }

  @Test
  void a_daemon_that_is_stopping_is_told_apart_and_sent_nothing() {
    Path folder = temp.resolve("run");
    String stopping = new String(JettyProblems.body(503), StandardCharsets.UTF_8);
    try (TroubledPortal leaving = TroubledPortal.answering(503, stopping);
        DaemonRendezvous rendezvous = publish(folder, leaving.port())) {
      assertThat(rendezvous).isNotNull();
      assertThat(DaemonFixture.client(folder).call("health"))
          .isEqualTo(new DaemonAnswer.Stopping());
      assertThat(leaving.requests()).singleElement().asString().doesNotContain(TOKEN.reveal());
    }
  }

  @Test
  void a_refusal_with_the_same_status_is_not_taken_for_stopping() {
    Path folder = temp.resolve("run");
    try (TroubledPortal stranger = TroubledPortal.answering(503, "{\"code\":\"offline\"}");
        DaemonRendezvous rendezvous = publish(folder, stranger.port())) {
      assertThat(rendezvous).isNotNull();
      assertThat(DaemonFixture.client(folder).call("health"))
          .isEqualTo(new DaemonAnswer.Impostor());
    }
  }

  @Test
  void each_call_asks_with_a_nonce_of_its_own() {
    Path folder = temp.resolve("run");
    try (TroubledPortal stranger = TroubledPortal.answering(200, "{}");
        DaemonRendezvous rendezvous = publish(folder, stranger.port())) {
      assertThat(rendezvous).isNotNull();
      DaemonClient client = DaemonFixture.client(folder);
      client.call("health");
      client.call("health");
      assertThat(stranger.requests()).hasSize(2).doesNotHaveDuplicates();
    }
  }

  @Test
  void a_daemon_that_is_silent_is_told_apart_from_one_that_is_not_there() throws Exception {
    CountDownLatch release = new CountDownLatch(1);
    CountDownLatch asked = new CountDownLatch(1);
    TestDevice slow = device();
    slow.remote()
        .lieAboutVault(truth -> {
          asked.countDown();
          try {
            release.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
          return truth;
        });
    InMemoryPortal portal = slow.portal();
    portal.register(People.ANA);
    slow.signedIn(People.ANA);
    try (DaemonFixture daemon = new DaemonFixture(slow)) {
      assertThat(impatient(daemon.folder()).call("keys.list")).isEqualTo(new DaemonAnswer.Silent());
      assertThat(asked.await(20, TimeUnit.SECONDS)).isTrue();
      release.countDown();
    }
  }

  @Test
  void a_stopped_daemon_answers_first_and_leaves_nothing_behind() throws Exception {
    DaemonFixture daemon = new DaemonFixture(device());
    try (daemon) {
      assertThat(daemon.client().call("daemon.stop"))
          .isInstanceOfSatisfying(
              DaemonAnswer.Done.class,
              done -> assertThat(done.fields().isTrue("stopping")).isTrue());
      assertThat(daemon.stopped().await(20, TimeUnit.SECONDS)).isTrue();
    }
    assertThat(daemon.client().call("health")).isEqualTo(new DaemonAnswer.NotRunning());
  }
}
