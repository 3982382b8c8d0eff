package com.optalocal.accounts.adapters.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.optalocal.accounts.adapters.http.PortalLink.Call;
import com.optalocal.accounts.adapters.http.session.HttpPortalSignIn;
import com.optalocal.accounts.adapters.http.vault.HttpRemoteVault;
import com.optalocal.accounts.application.PortalDenied;
import com.optalocal.accounts.application.PortalUnreachable;
import com.optalocal.accounts.application.SessionRefused;
import com.optalocal.accounts.application.session.SessionSamples;
import com.optalocal.accounts.application.vault.RemoteVault;
import com.optalocal.accounts.domain.BearerSecret;
import com.optalocal.accounts.domain.MovableClock;
import com.optalocal.accounts.domain.identity.People;
import com.optalocal.accounts.domain.note.Note;
import com.optalocal.accounts.domain.session.HeldSession;
import com.optalocal.accounts.domain.session.PortalUrl;
import com.optalocal.accounts.domain.vault.VaultFault;
import com.optalocal.accounts.domain.vault.VaultFixture;
import com.optalocal.accounts.domain.vault.VaultNotes;
import com.optalocal.accounts.domain.vault.VaultVerifier;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What devices make of a portal that is not itself today.
class PortalLinkTest {
  private static final BearerSecret TOKEN = BearerSecret.presented("access-token-secret");
  private static final Charset UTF_8 = StandardCharsets.UTF_8;
  private static final String SESSION = "7c9e6679-7425-40de-944b-e07fc1f90ae7";

  private final PortalLink link = new PortalLink(Duration.ofMillis(700));

  @AfterEach
  void the_link_is_closed() {
    link.close();
  }

  private static HeldSession sessionAt(PortalUrl url) {
    HeldSession held = SessionSamples.of(SessionSamples.ANA, "1");
    return new HeldSession(url, held.project(), held.issued(), held.updatedAt());
  }

  private Optional<RemoteVault.Pulled> pull(TroubledPortal portal) {
    return new HttpRemoteVault(link).pull(sessionAt(portal.url()), TOKEN);
  }

  private Optional<HeldSession> refresh(TroubledPortal portal) {
    return new HttpPortalSignIn(link, new MovableClock()).refresh(sessionAt(portal.url()));
  }

  @Test
  void nobody_listening_is_unreachable() throws IOException {
    int free;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      free = socket.getLocalPort();
    }
    assertThatThrownBy(
            () -> link.ask(new PortalUrl("http://127.0.0.1:" + free), Call.get("/api/portal")))
        .isInstanceOf(PortalUnreachable.class);
  }

  @ParameterizedTest
  @ValueSource(ints = {500, 502, 503, 504})
  void a_portal_in_trouble_is_unreachable_for_every_call(int status) {
    try (TroubledPortal portal = TroubledPortal.answering(status, "{}")) {
      assertThatThrownBy(() -> pull(portal)).isInstanceOf(PortalUnreachable.class);
      assertThatThrownBy(() -> refresh(portal)).isInstanceOf(PortalUnreachable.class);
    }
  }

  @Test
  void silence_ends_after_a_while() {
    CountDownLatch never = new CountDownLatch(1);
    try (TroubledPortal portal = new TroubledPortal(out -> never.await())) {
      assertThatThrownBy(() -> pull(portal)).isInstanceOf(PortalUnreachable.class);
    } finally {
      never.countDown();
    }
  }

  @Test
  void a_body_that_never_ends_is_given_up() {
    CountDownLatch never = new CountDownLatch(1);
    try (TroubledPortal portal =
        new TroubledPortal(out -> {
          out.write("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{".getBytes(UTF_8));
          out.flush();
          never.await();
        })) {
      assertThatThrownBy(() -> pull(portal)).isInstanceOf(PortalUnreachable.class);
    } finally {
      never.countDown();
    }
  }

  @Test
  void a_body_over_the_limit_is_not_read_to_its_end() {
    try (TroubledPortal portal =
        new TroubledPortal(out -> {
          out.write("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n\"".getBytes(UTF_8));
          byte[] chunk = " ".repeat(64 * 1024).getBytes(UTF_8);
          for (int i = 0; i < 100; i++) {
            out.write(chunk);
          }
        })) {
      assertThatThrownBy(() -> link.ask(portal.url(), Call.get("/api/portal")))
          .isInstanceOf(PortalUnreachable.class);
    }
  }

  @Test
  void a_redirect_is_not_followed_and_no_token_goes_elsewhere() {
    try (TroubledPortal elsewhere = TroubledPortal.answering(200, "{}");
        TroubledPortal portal =
            TroubledPortal.answering(302, "", "Location: " + elsewhere.url() + "/api/vault\r\n")) {
      assertThatThrownBy(() -> pull(portal)).isInstanceOf(PortalUnreachable.class);
      assertThat(elsewhere.requests()).isEmpty();
      assertThat(portal.requests()).hasSize(1);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "<html>captive portal</html>",
        "[]",
        "{}",
        "{\"chain\":[],\"wraps\":[],\"items\":[]}",
        "{\"chain\":{},\"wraps\":[],\"items\":[],\"manifest\":\"x\"}",
        "{\"chain\":[1],\"wraps\":[],\"items\":[],\"manifest\":\"x\"}",
        "{\"chain\":[],\"chain\":[],\"wraps\":[],\"items\":[],\"manifest\":\"x\"}",
        "{\"chain\":[],\"wraps\":[],\"items\":[],\"manifest\":\"x\"",
        "{\"chain\":[],\"wraps\":[],\"items\":[],\"manifest\":\"x\"}}"
      })
  void what_is_no_vault_answer_at_all_is_a_portal_in_trouble(String body) {
    try (TroubledPortal portal = TroubledPortal.answering(200, body)) {
      assertThatThrownBy(() -> pull(portal)).isInstanceOf(PortalUnreachable.class);
    }
  }

  @Test
  void a_404_is_no_vault_only_in_the_portals_own_words() {
    try (TroubledPortal portal = TroubledPortal.answering(404, "{\"code\":\"no_vault\"}")) {
      assertThat(pull(portal)).isEmpty();
    }
    try (TroubledPortal portal = TroubledPortal.answering(404, "not found")) {
      assertThatThrownBy(() -> pull(portal)).isInstanceOf(PortalUnreachable.class);
    }
  }

  @Test
  void a_note_that_cannot_be_read_is_tampering_and_not_offline() {
    VaultFixture vault = VaultFixture.genesis(People.ANA.id(), 5);
    vault.apply(vault.write("LMX_TOKEN", "x"));
    VaultNotes truth = vault.notes();
    String garbage = "no note";
    for (JsonValue.Fields answer :
        List.of(
            answer(List.of(garbage), truth.wraps(), truth.items(), truth.manifest().encoded()),
            answer(encoded(truth.chain()), List.of(), truth.items(), garbage))) {
      try (TroubledPortal portal =
          TroubledPortal.answering(200, new String(JsonText.write(answer), UTF_8))) {
        assertMalformed(pull(portal).orElseThrow());
      }
    }
  }

  @Test
  void a_checkpoint_that_cannot_be_read_is_tampering_too() {
    VaultNotes truth = VaultFixture.genesis(People.ANA.id(), 5).notes();
    JsonValue.Fields answer =
        JsonValue.fields()
            .putAll(
                answer(
                    encoded(truth.chain()),
                    truth.wraps(),
                    truth.items(),
                    truth.manifest().encoded()))
            .put("checkpoint", "no note")
            .build();
    try (TroubledPortal portal =
        TroubledPortal.answering(200, new String(JsonText.write(answer), UTF_8))) {
      assertMalformed(pull(portal).orElseThrow());
    }
  }

  private static JsonValue.Fields answer(
      List<String> chain, List<Note> wraps, List<Note> items, String manifest) {
    return JsonValue.fields()
        .putTexts("chain", chain)
        .putTexts("wraps", encoded(wraps))
        .putTexts("items", encoded(items))
        .put("manifest", manifest)
        .put("something-new", JsonValue.fields().put("a", 1).build())
        .build();
  }

  private static List<String> encoded(List<Note> notes) {
    return notes.stream().map(Note::encoded).toList();
  }

  private static void assertMalformed(RemoteVault.Pulled pulled) {
    assertThat(VaultVerifier.verify(People.ANA.id(), Optional.empty(), pulled.notes()))
        .isEqualTo(new VaultVerifier.Verdict.Refused(VaultFault.MALFORMED));
  }

  @Test
  void a_401_says_that_the_session_is_over_and_a_403_that_the_policy_says_no() {
    try (TroubledPortal portal = TroubledPortal.answering(401, "{\"code\":\"signed_out\"}")) {
      assertThatThrownBy(() -> pull(portal)).isInstanceOf(SessionRefused.class);
    }
    try (TroubledPortal portal =
        TroubledPortal.answering(
            403, "{\"code\":\"denied\",\"detail\":\"only during office hours\"}")) {
      assertThatThrownBy(() -> pull(portal))
          .isInstanceOfSatisfying(
              PortalDenied.class,
              denied -> assertThat(denied.because()).isEqualTo("only during office hours"));
    }
    try (TroubledPortal portal = TroubledPortal.answering(403, "{\"detail\":\"\\u001b[31mred\"}")) {
      assertThatThrownBy(() -> pull(portal))
          .isInstanceOfSatisfying(
              PortalDenied.class,
              denied -> assertThat(denied.because()).isEqualTo("the portal gave no reason"));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 401, 403})
  void a_refused_refresh_is_signed_out(int status) {
    try (TroubledPortal portal = TroubledPortal.answering(status, "{}")) {
      assertThat(refresh(portal)).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {302, 404, 409, 426, 429})
  void any_other_answer_to_a_refresh_keeps_the_session(int status) {
    try (TroubledPortal portal = TroubledPortal.answering(status, "{}")) {
      assertThatThrownBy(() -> refresh(portal)).isInstanceOf(PortalUnreachable.class);
    }
  }

  @Test
  void a_refresh_that_answers_with_somebody_else_keeps_the_session() {
    String claims =
        Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(
                ("{\"sub\":\"somebody-else\",\"session_id\":\"" + SESSION + "\"}").getBytes(UTF_8));
    String body =
        """
        {"access_token":"e30.%s.sig","token_type":"bearer","expires_in":3600,
         "refresh_token":"next","user":{"id":"somebody-else","email":"x@example.com"}}\
        """
            .formatted(claims);
    try (TroubledPortal portal = TroubledPortal.answering(200, body)) {
      assertThatThrownBy(() -> refresh(portal)).isInstanceOf(PortalUnreachable.class);
    }
  }

  @Test
  void no_exception_tells_a_token() {
    try (TroubledPortal portal = TroubledPortal.answering(500, "access-token-secret")) {
      Throwable thrown = catchThrowable(() -> pull(portal));
      assertNothingTold(thrown);
    }
    try (TroubledPortal portal = TroubledPortal.answering(200, "access-token-secret refresh-1")) {
      assertNothingTold(catchThrowable(() -> pull(portal)));
      assertNothingTold(catchThrowable(() -> refresh(portal)));
    }
  }

  private static void assertNothingTold(Throwable thrown) {
    for (Throwable at = thrown; at != null; at = at.getCause()) {
      assertThat(at.toString()).doesNotContain("access-").doesNotContain("refresh-");
    }
  }

  @Test
  void a_closed_link_is_unreachable() {
    try (TroubledPortal portal = TroubledPortal.answering(200, "{}")) {
      link.ask(portal.url(), Call.get("/api/portal"));
      link.close();
      assertThatThrownBy(() -> link.ask(portal.url(), Call.get("/api/portal")))
          .isInstanceOf(PortalUnreachable.class);
    }
  }
}
