package com.optalocal.accounts.adapters.http.vault;

import com.optalocal.accounts.adapters.http.Exchange;
import com.optalocal.accounts.adapters.http.Fields;
import com.optalocal.accounts.adapters.http.Json;
import com.optalocal.accounts.adapters.http.Problem;
import com.optalocal.accounts.adapters.http.Refusal;
import com.optalocal.accounts.adapters.http.Route;
import com.optalocal.accounts.application.vault.StoreVault;
import com.optalocal.accounts.domain.note.Hash;
import com.optalocal.accounts.domain.note.Note;
import com.optalocal.accounts.domain.policy.BuiltInPolicy;
import com.optalocal.accounts.domain.vault.SecretName;
import com.optalocal.accounts.domain.vault.VaultFault;
import com.optalocal.accounts.domain.vault.VaultItem;
import com.optalocal.accounts.domain.vault.VaultNotes;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// A user's sealed vault for their devices: pull, create, add one item version.
public final class VaultRoutes {
  private static final Pattern ENTITY_TAG = Pattern.compile("\"([A-Za-z0-9_-]{43})\"");
  private static final int PULLS = Math.max(1, Runtime.getRuntime().availableProcessors() - 1);
  private static final long PATIENCE_SECONDS = 20;

  private final StoreVault vault;

  /// A vault may have 64 MiB, and to write it out is work for a processor: a crowd of them waits in
  /// line, and leaves one processor to everybody else.
  private final Semaphore turns = new Semaphore(PULLS, true);

  public VaultRoutes(StoreVault vault) {
    this.vault = vault;
  }

  public List<Route> routes() {
    return List.of(
        Route.api(Route.Method.GET, "/api/vault", BuiltInPolicy.KEYS_READ, this::pull),
        Route.api(Route.Method.POST, "/api/vault", BuiltInPolicy.DEVICES_ENROLL, this::create),
        Route.api(Route.Method.PUT, "/api/keys/{name}", BuiltInPolicy.KEYS_WRITE, this::addItem));
  }

  private void pull(Exchange exchange) {
    try {
      if (!turns.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        throw busy();
      }
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      throw busy();
    }
    try {
      serve(exchange);
    } finally {
      turns.release();
    }
  }

  private static Refusal busy() {
    return new Refusal(
        Problem.of(
            503,
            "busy",
            "Too many vaults are being read",
            "Others wait before this request.",
            "Try again in a moment."));
  }

  private void serve(Exchange exchange) {
    StoreVault.Served served =
        vault
            .serve(exchange.actor())
            .orElseThrow(() ->
                new Refusal(
                    Problem.of(
                        404,
                        "no_vault",
                        "No vault yet",
                        "The first device that signs in creates it.",
                        "Run: opta login")));
    VaultNotes notes = served.notes();
    ObjectNode body = Json.object();
    put(body.putArray("chain"), notes.chain());
    put(body.putArray("wraps"), notes.wraps());
    put(body.putArray("items"), notes.items());
    body.put("manifest", notes.manifest().encoded());
    served.checkpoint().ifPresent(note -> body.put("checkpoint", note.encoded()));
    exchange.json(200, body);
  }

  private void create(Exchange exchange) {
    Fields body = exchange.json();
    VaultNotes genesis =
        new VaultNotes(
            notes(body, "chain"),
            notes(body, "wraps"),
            notes(body, "items"),
            Note.parse(body.text("manifest")));
    body.end();
    answer(exchange, 201, vault.create(exchange.actor(), genesis));
  }

  private void addItem(Exchange exchange) {
    SecretName name = new SecretName(exchange.pathParameter("name"));
    Hash expected =
        exchange
            .header("If-Match")
            .map(ENTITY_TAG::matcher)
            .filter(Matcher::matches)
            .map(tag -> Hash.parse(tag.group(1)))
            .orElseThrow(() -> new IllegalArgumentException("If-Match is missing or malformed"));
    Fields body = exchange.json();
    Note item = Note.parse(body.text("item"));
    Note manifest = Note.parse(body.text("manifest"));
    body.end();
    if (!VaultItem.parse(item).name().equals(name)) {
      throw new IllegalArgumentException("the address names another key than the item");
    }
    answer(exchange, 200, vault.addItem(exchange.actor(), expected, item, manifest));
  }

  private static void answer(Exchange exchange, int success, StoreVault.Outcome outcome) {
    switch (outcome) {
      case StoreVault.Outcome.Stored() -> exchange.json(success, Json.object());
      case StoreVault.Outcome.Stale() ->
          throw new Refusal(
              Problem.of(
                  409,
                  "stale",
                  "The vault has changed",
                  "Another device was faster.",
                  "Pull and try again."));
      case StoreVault.Outcome.Refused(VaultFault fault) ->
          throw new Refusal(
              Problem.of(
                      422,
                      "refused",
                      "The vault would not be genuine",
                      fault.meaning(),
                      "Pull and try again; if it stays, run: opta doctor")
                  .with("fault", fault.code()));
      case StoreVault.Outcome.Full() ->
          throw new Refusal(
              Problem.of(
                  413,
                  "full",
                  "The vault is full",
                  "With its history it has at most 64 MiB.",
                  "Delete keys that nobody needs."));
    }
  }

  private static List<Note> notes(Fields body, String name) {
    return body.texts(name).stream().map(Note::parse).toList();
  }

  private static void put(ArrayNode array, List<Note> notes) {
    notes.forEach(note -> array.add(note.encoded()));
  }
}
