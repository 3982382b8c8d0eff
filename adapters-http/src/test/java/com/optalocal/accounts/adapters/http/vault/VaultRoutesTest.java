package com.optalocal.accounts.adapters.http.vault;

import static org.assertj.core.api.Assertions.assertThat;

import com.optalocal.accounts.adapters.http.ApiClient;
import com.optalocal.accounts.adapters.http.Browser;
import com.optalocal.accounts.adapters.http.Json;
import com.optalocal.accounts.adapters.http.PortalFixture;
import com.optalocal.accounts.domain.UserId;
import com.optalocal.accounts.domain.note.Note;
import com.optalocal.accounts.domain.organization.OrgId;
import com.optalocal.accounts.domain.vault.VaultFixture;
import com.optalocal.accounts.domain.vault.VaultNotes;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

class VaultRoutesTest {
  private static final String PASSWORD = "a bridge of paper boats";
  private final PortalFixture portal = PortalFixture.start();
  private final ApiClient api = portal.api();
  private UserId user = new UserId("nobody");

  @BeforeEach
  void signUp() {
    user = new UserId(api.signUp("ana@example.com", PASSWORD).at("/user/id").asString());
  }

  @AfterEach
  void stop() {
    portal.close();
  }

  @Test
  void before_the_first_device_there_is_no_vault() {
    ApiClient.Answer answer = api.get("/api/vault");

    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.code()).isEqualTo("no_vault");
  }

  @Test
  void what_was_put_in_comes_out_note_by_note() {
    VaultFixture vault = VaultFixture.genesis(user, 1);

    ApiClient.Answer created = api.post("/api/vault", json(vault.notes()));
    assertThat(created.status()).isEqualTo(201);
    VaultFixture.Written written = vault.write("ANTHROPIC_API_KEY", "sk-ant-1");
    assertThat(put("ANTHROPIC_API_KEY", written).status()).isEqualTo(200);
    vault.apply(written);

    ObjectNode served = api.get("/api/vault").json();
    assertThat(Note.parse(served.path("checkpoint").asString()).text())
        .startsWith("accounts.example.com/audit/default\n");
    served.remove("checkpoint");
    assertThat(served).isEqualTo(json(vault.notes()));
  }

  @Test
  void a_second_vault_is_stale() {
    api.post("/api/vault", json(VaultFixture.genesis(user, 1).notes()));

    ApiClient.Answer second = api.post("/api/vault", json(VaultFixture.genesis(user, 2).notes()));

    assertThat(second.status()).isEqualTo(409);
    assertThat(second.code()).isEqualTo("stale");
  }

  @Test
  void somebody_elses_vault_is_refused_with_its_fault() {
    UserId other = new UserId("00000000-0000-4000-8000-000000000000");

    ApiClient.Answer answer = api.post("/api/vault", json(VaultFixture.genesis(other, 1).notes()));

    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.code()).isEqualTo("refused");
    assertThat(answer.json().path("fault").asString()).isEqualTo("VaultOfAnotherUser");
  }

  @Test
  void of_two_writes_on_the_same_manifest_one_is_stale() {
    VaultFixture vault = VaultFixture.genesis(user, 1);
    api.post("/api/vault", json(vault.notes()));
    VaultFixture.Written first = vault.write("ANTHROPIC_API_KEY", "sk-ant-1");
    VaultFixture.Written second = vault.write("OPENAI_API_KEY", "sk-1");

    assertThat(put("ANTHROPIC_API_KEY", first).status()).isEqualTo(200);
    ApiClient.Answer late = put("OPENAI_API_KEY", second);

    assertThat(late.status()).isEqualTo(409);
    assertThat(api.get("/api/vault").json().path("items")).hasSize(1);
  }

  @Test
  void an_item_under_another_name_or_without_its_manifest_is_refused() {
    VaultFixture vault = VaultFixture.genesis(user, 1);
    api.post("/api/vault", json(vault.notes()));
    VaultFixture.Written written = vault.write("ANTHROPIC_API_KEY", "sk-ant-1");

    assertThat(put("OPENAI_API_KEY", written).status()).isEqualTo(400);
    assertThat(put("lower_case", written).status()).isEqualTo(400);
    api.without("If-Match");
    assertThat(api.put("/api/keys/ANTHROPIC_API_KEY", body(written)).status()).isEqualTo(400);
    api.with("If-Match", written.expected().toString());
    assertThat(api.put("/api/keys/ANTHROPIC_API_KEY", body(written)).status()).isEqualTo(400);
    api.with("If-Match", "\"" + written.expected() + "\"");
    ApiClient.Answer oldManifest =
        api.put(
            "/api/keys/ANTHROPIC_API_KEY",
            body(written).put("manifest", vault.notes().manifest().encoded()));
    assertThat(oldManifest.status()).isEqualTo(422);
    assertThat(api.get("/api/vault").json().path("items")).isEmpty();
  }

  @Test
  void a_flipped_character_is_refused() {
    VaultNotes notes = VaultFixture.genesis(user, 1).notes();
    ObjectNode body = json(notes);
    String genesis = notes.chain().getFirst().encoded();
    body.putArray("chain").add(genesis.replace("first-device", "first-devicf"));

    ApiClient.Answer answer = api.post("/api/vault", body);

    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.text()).doesNotContain("first-devicf");
  }

  @Test
  void the_keys_page_shows_names_and_writers_and_no_more() {
    Browser browser = portal.browser();
    browser.signIn("ana@example.com", PASSWORD);
    assertThat(browser.open("/keys").html()).contains("No keys yet", "opta login");

    VaultFixture vault = VaultFixture.genesis(user, 1);
    api.post("/api/vault", json(vault.notes()));
    assertThat(browser.open("/keys").html()).contains("No keys yet", "opta keys push anthropic -");
    assertThat(browser.open("/").html()).contains("opta keys push anthropic -");

    VaultFixture.Written written = vault.write("ANTHROPIC_API_KEY", "sk-ant-secret");
    put("ANTHROPIC_API_KEY", written);
    String page = browser.open("/keys").html();
    assertThat(page)
        .contains("ANTHROPIC_API_KEY", "first-device", "on 1 device<", "opta run -- npm test")
        .doesNotContain("sk-ant-secret")
        .doesNotContain(written.item().sealed().ciphertext().toBase64Url());
    assertThat(browser.open("/").html()).contains("opta run -- npm test");
  }

  @Test
  void a_vault_that_was_changed_in_the_store_is_not_shown() {
    VaultFixture vault = VaultFixture.genesis(user, 1);
    VaultFixture.Written written = vault.write("ANTHROPIC_API_KEY", "sk-ant-1");
    VaultNotes honest = vault.notes();
    portal
        .stores()
        .vaults()
        .create(
            OrgId.DEFAULT,
            user,
            new VaultNotes(
                honest.chain(), honest.wraps(), List.of(written.item().note()), honest.manifest()));
    Browser browser = portal.browser();
    browser.signIn("ana@example.com", PASSWORD);

    for (String path : List.of("/", "/keys", "/devices")) {
      assertThat(browser.open(path).html())
          .contains("This vault does not verify", "VaultIncomplete", "opta doctor")
          .doesNotContain("ANTHROPIC_API_KEY");
    }
  }

  private ApiClient.Answer put(String name, VaultFixture.Written written) {
    api.with("If-Match", "\"" + written.expected() + "\"");
    return api.put("/api/keys/" + name, body(written));
  }

  private static ObjectNode body(VaultFixture.Written written) {
    return Json.object()
        .put("item", written.item().note().encoded())
        .put("manifest", written.manifest().encoded());
  }

  private static JsonNode notes(List<Note> notes) {
    ArrayNode array = Json.array();
    notes.forEach(note -> array.add(note.encoded()));
    return array;
  }

  private static ObjectNode json(VaultNotes notes) {
    ObjectNode json = Json.object();
    json.set("chain", notes(notes.chain()));
    json.set("wraps", notes(notes.wraps()));
    json.set("items", notes(notes.items()));
    return json.put("manifest", notes.manifest().encoded());
  }
}
