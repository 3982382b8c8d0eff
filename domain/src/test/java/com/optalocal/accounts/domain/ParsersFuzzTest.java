package com.optalocal.accounts.domain;

import com.optalocal.accounts.domain.audit.AuditEventId;
import com.optalocal.accounts.domain.audit.AuditLogId;
import com.optalocal.accounts.domain.audit.Checkpoint;
import com.optalocal.accounts.domain.audit.TreeHead;
import com.optalocal.accounts.domain.device.DeviceId;
import com.optalocal.accounts.domain.device.DeviceName;
import com.optalocal.accounts.domain.device.DeviceStatement;
import com.optalocal.accounts.domain.device.JoinRequest;
import com.optalocal.accounts.domain.device.JoinWords;
import com.optalocal.accounts.domain.device.WordList;
import com.optalocal.accounts.domain.device.crypto.RecoveryKey;
import com.optalocal.accounts.domain.identity.DisplayName;
import com.optalocal.accounts.domain.identity.Email;
import com.optalocal.accounts.domain.note.Note;
import com.optalocal.accounts.domain.note.NoteSignature;
import com.optalocal.accounts.domain.note.VerifierKey;
import com.optalocal.accounts.domain.openclaw.OpenClawId;
import com.optalocal.accounts.domain.redirect.AllowedHost;
import com.optalocal.accounts.domain.redirect.RedirectPolicy;
import com.optalocal.accounts.domain.session.PortalUrl;
import com.optalocal.accounts.domain.vault.Label;
import com.optalocal.accounts.domain.vault.Manifest;
import com.optalocal.accounts.domain.vault.SecretName;
import com.optalocal.accounts.domain.vault.VaultFixture;
import com.optalocal.accounts.domain.vault.VaultItem;
import com.optalocal.accounts.domain.vault.Wrap;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Every parser of the domain under [Fuzz].
class ParsersFuzzTest {
  private static final Class<IllegalArgumentException> REFUSED = IllegalArgumentException.class;
  private final VaultFixture vault =
      VaultFixture.genesis(new UserId(new UUID(1, 2).toString()), 42);
  private final VaultFixture.Written written = vault.write("ANTHROPIC_API_KEY", "sk-ant-example");

  private static void note(String name, Function<Note, Note> parse, Note... genuine) {
    String[] encoded = new String[genuine.length];
    for (int i = 0; i < genuine.length; i++) {
      encoded[i] = genuine[i].encoded();
    }
    Fuzz.text(name, REFUSED, text -> parse.apply(Note.parse(text)).encoded(), encoded);
  }

  @Test
  void notes() {
    Fuzz.bytes(
        "note",
        REFUSED,
        bytes -> Note.parse(bytes).encoded().getBytes(java.nio.charset.StandardCharsets.UTF_8),
        "t\n\n— a AAAAAAAA\n".getBytes(java.nio.charset.StandardCharsets.UTF_8),
        written.manifest().encoded().getBytes(java.nio.charset.StandardCharsets.UTF_8));
    Fuzz.text(
        "verifier-key",
        REFUSED,
        text -> VerifierKey.parse(text).toString(),
        new VerifierKey(
                "example.com/log",
                VerifierKey.Algorithm.ED25519,
                vault.firstDevice().signing().verificationKey())
            .toString());
  }

  @Test
  void vault_objects() {
    note("vault-item", text -> VaultItem.parse(text).note(), written.item().note());
    note("manifest", text -> Manifest.parse(text).note(), written.manifest());
    note("wrap", text -> Wrap.parse(text).note(), vault.notes().wraps().getFirst());
    Fuzz.text("secret-name", REFUSED, text -> new SecretName(text).value(), "ANTHROPIC_API_KEY");
    Fuzz.text("label", REFUSED, text -> new Label(text).value(), "work", "");
  }

  @Test
  void device_statements() {
    VaultFixture.Newcomer newcomer = vault.newcomer("laptop", MovableClock.START);
    note(
        "device-statement",
        text -> DeviceStatement.parse(text).note(),
        vault.notes().chain().getFirst(),
        vault.countersign(newcomer, vault.answer(newcomer)).statement());
    note("join-request", text -> JoinRequest.parse(text).note(), newcomer.request().note());
    Fuzz.text("device-name", REFUSED, text -> new DeviceName(text).value(), "laptop");
    Fuzz.text(
        "device-id",
        REFUSED,
        text -> new DeviceId(text).value(),
        DeviceId.of(vault.firstDevice().signing().verificationKey()).value());
    try (RecoveryKey key = RecoveryKey.generate(new SeededRandom(3))) {
      WordList list =
          new WordList(
              IntStream.range(0, WordList.SIZE)
                  .mapToObj(i ->
                      ""
                          + (char) ('a' + i / 676)
                          + (char) ('a' + i / 26 % 26)
                          + (char) ('a' + i % 26))
                  .toList());
      Fuzz.text(
          "words",
          REFUSED,
          text -> {
            try (JoinWords words = JoinWords.typed(text, list)) {
              return words.reveal();
            }
          },
          "aaa aab aac aad aae aaf",
          " AAA-aab aac aad\taae aaf\n");
      Fuzz.text("recovery-key", REFUSED, text -> RecoveryKey.typed(text).reveal(), key.reveal());
    }
  }

  @Test
  void audit() {
    String origin = Checkpoint.origin("localhost:7410", new AuditLogId("default"));
    Note checkpoint = Checkpoint.of(origin, TreeHead.EMPTY).sign(vault.firstDevice().signing());
    note(
        "checkpoint",
        text -> {
          Checkpoint read = Checkpoint.parse(text);
          Note again = Note.unsigned(read.sign(vault.firstDevice().signing()).text());
          for (NoteSignature signature : text.signatures()) {
            again = again.with(signature);
          }
          return again;
        },
        checkpoint);
    Fuzz.text(
        "audit-event-id",
        REFUSED,
        text -> new AuditEventId(text).value(),
        AuditEventId.generate(MovableClock.START, new SeededRandom(4)).value());
  }

  @Test
  void addresses_and_tokens() {
    RedirectPolicy policy = RedirectPolicy.parse("*.optalocal.com");
    Fuzz.text(
        "redirect",
        Fuzz.Never.class,
        text -> policy.sanitize(text).value(),
        "/keys?x=%20#y",
        "https://lmx.optalocal.com/a",
        "opta://open/x",
        "http://localhost:9998/callback");
    Fuzz.text("allowed-host", REFUSED, text -> AllowedHost.parse(text).toString(), "*.example.com");
    Fuzz.text(
        "portal-url",
        REFUSED,
        text -> new PortalUrl(text).value(),
        "https://a.example",
        "http://localhost:7410");
    Fuzz.text("bearer", REFUSED, text -> BearerSecret.presented(text).reveal(), "brdg_AAAA");
    Fuzz.text(
        "openclaw-scope",
        REFUSED,
        text -> {
          var id = OpenClawId.of(text);
          return id.value().isEmpty() ? "" : text;
        },
        "team-a",
        "\ufeff x ");
    Fuzz.text("email", REFUSED, text -> new Email(text).value(), "ana@example.com");
    Fuzz.text("display-name", REFUSED, text -> new DisplayName(text).value(), "Ana");
    Fuzz.text(
        "base64url", REFUSED, text -> ByteString.fromBase64Url(text).toBase64Url(), "AAAA", "q_-8");
  }
}
