package com.optalocal.accounts.adapters.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/// What operators and programs ask about the portal itself: health, readiness, what it is called,
/// its API description, and the files that its pages refer to.
final class OperationRoutes {
  private final PortalConfig config;
  private final Assets assets;
  private final Runnable storeAnswers;
  private final ObjectNode openApi;

  OperationRoutes(PortalConfig config, Assets assets, Runnable storeAnswers) {
    this.config = config;
    this.assets = assets;
    this.storeAnswers = storeAnswers;
    this.openApi = openApi();
  }

  List<Route> routes() {
    return List.of(
        Route.api(Route.Method.GET, "/api/portal", Access.OPEN, this::portal),
        Route.api(Route.Method.GET, "/healthz", Access.OPEN, this::healthy),
        Route.api(Route.Method.GET, "/readyz", Access.OPEN, this::ready),
        Route.api(
            Route.Method.GET,
            "/openapi.json",
            Access.OPEN,
            exchange -> exchange.json(200, openApi)),
        Route.api(Route.Method.GET, "/assets/{file}", Access.OPEN, this::asset));
  }

  private void portal(Exchange exchange) {
    exchange.json(
        200,
        Json.object()
            .put("project", config.project().value())
            .put("version", config.version())
            .put("issuer", config.issuer())
            .put("publicUrl", config.publicUrl().value()));
  }

  private void healthy(Exchange exchange) {
    exchange.json(200, Json.object().put("status", "ok"));
  }

  private void ready(Exchange exchange) {
    storeAnswers.run();
    healthy(exchange);
  }

  private void asset(Exchange exchange) {
    Assets.Asset asset =
        assets
            .find(exchange.pathParameter("file"))
            .orElseThrow(() -> new Refusal(Problem.notFound()));
    Headers.immutable(exchange.context());
    exchange.context().contentType(asset.contentType()).result(asset.bytes().toByteArray());
  }

  private static ObjectNode openApi() {
    try (InputStream in = OperationRoutes.class.getResourceAsStream("openapi.json")) {
      if (in == null) {
        throw new IllegalStateException("the build lacks openapi.json");
      }
      return Json.readObject(in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
