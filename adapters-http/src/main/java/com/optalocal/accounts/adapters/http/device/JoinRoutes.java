package com.optalocal.accounts.adapters.http.device;

import com.optalocal.accounts.adapters.http.Exchange;
import com.optalocal.accounts.adapters.http.Fields;
import com.optalocal.accounts.adapters.http.Json;
import com.optalocal.accounts.adapters.http.Problem;
import com.optalocal.accounts.adapters.http.Refusal;
import com.optalocal.accounts.adapters.http.Route;
import com.optalocal.accounts.application.vault.KeepJoins;
import com.optalocal.accounts.domain.ByteString;
import com.optalocal.accounts.domain.device.JoinRequest;
import com.optalocal.accounts.domain.device.JoinRequestId;
import com.optalocal.accounts.domain.device.PendingJoin;
import com.optalocal.accounts.domain.note.Note;
import com.optalocal.accounts.domain.policy.BuiltInPolicy;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/// Carries a new device's request to the trusted devices, and their answer back.
public final class JoinRoutes {
  private static final String BASE = "/api/devices/requests";
  private static final int PROOF_BYTES = 32;
  private final KeepJoins joins;

  public JoinRoutes(KeepJoins joins) {
    this.joins = joins;
  }

  public List<Route> routes() {
    return List.of(
        Route.api(Route.Method.GET, BASE, BuiltInPolicy.DEVICES_READ, this::waiting),
        Route.api(Route.Method.POST, BASE, BuiltInPolicy.DEVICES_ENROLL, this::ask),
        Route.api(Route.Method.GET, BASE + "/{id}", BuiltInPolicy.DEVICES_READ, this::find),
        Route.api(
            Route.Method.POST, BASE + "/{id}/answer", BuiltInPolicy.DEVICES_APPROVE, this::answer),
        Route.api(
            Route.Method.POST, BASE + "/{id}/join", BuiltInPolicy.DEVICES_ENROLL, this::finish),
        Route.api(Route.Method.DELETE, BASE + "/{id}", BuiltInPolicy.DEVICES_APPROVE, this::burn));
  }

  private void waiting(Exchange exchange) {
    ObjectNode body = Json.object();
    var requests = body.putArray("requests");
    joins.waiting(exchange.actor()).forEach(join -> requests.add(json(join)));
    exchange.json(200, body);
  }

  private void ask(Exchange exchange) {
    Fields body = exchange.json();
    JoinRequest request = JoinRequest.parse(Note.parse(body.text("request")));
    ByteString proof = proof(body);
    body.end();
    require(joins.ask(exchange.actor(), request, proof));
    exchange.json(201, Json.object());
  }

  private void find(Exchange exchange) {
    exchange.json(
        200,
        json(joins.find(exchange.actor(), id(exchange)).orElseThrow(() -> new Refusal(gone(404)))));
  }

  private void answer(Exchange exchange) {
    Fields body = exchange.json();
    PendingJoin.Answer answer =
        new PendingJoin.Answer(
            Note.parse(body.text("add")), Note.parse(body.text("wrap")), proof(body));
    body.end();
    require(joins.answer(exchange.actor(), id(exchange), answer));
    exchange.json(200, Json.object());
  }

  private void finish(Exchange exchange) {
    Fields body = exchange.json();
    Note add = Note.parse(body.text("add"));
    body.end();
    require(joins.finish(exchange.actor(), id(exchange), add));
    exchange.json(200, Json.object());
  }

  private void burn(Exchange exchange) {
    require(joins.burn(exchange.actor(), id(exchange)));
    exchange.noContent();
  }

  private static void require(KeepJoins.Outcome outcome) {
    switch (outcome) {
      case DONE -> {}
      case GONE -> throw new Refusal(gone(410));
      case STALE ->
          throw new Refusal(
              Problem.of(
                  409,
                  "stale",
                  "The device list has changed",
                  "Another device was added in the meantime.",
                  "Ask to join again: opta login"));
      case REFUSED ->
          throw new Refusal(
              Problem.of(
                  422,
                  "refused",
                  "The request cannot be taken",
                  "What was sent does not belong to this request or this vault.",
                  "Ask to join again: opta login"));
      case TOO_MANY ->
          throw new Refusal(
              Problem.of(
                  429,
                  "too_many",
                  "Too many requests wait",
                  "Five devices wait for an answer already.",
                  "Answer one of them, or wait 15 minutes."));
    }
  }

  private static Problem gone(int status) {
    return Problem.of(
        status,
        "gone",
        "No such request",
        "It was answered, withdrawn or has expired.",
        "Ask to join again: opta login");
  }

  private static JoinRequestId id(Exchange exchange) {
    return JoinRequestId.parse(exchange.pathParameter("id"));
  }

  private static ByteString proof(Fields body) {
    return ByteString.fromBase64Url(body.text("proof")).requireLength(PROOF_BYTES);
  }

  private static ObjectNode json(PendingJoin join) {
    ObjectNode json =
        Json.object()
            .put("request", join.request().note().encoded())
            .put("proof", join.proof().toBase64Url());
    join.answer()
        .ifPresent(answer ->
            json.putObject("answer")
                .put("add", answer.add().encoded())
                .put("wrap", answer.wrap().encoded())
                .put("proof", answer.proof().toBase64Url()));
    return json;
  }
}
