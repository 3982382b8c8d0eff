package com.optalocal.accounts.adapters.http.license;

import com.optalocal.accounts.adapters.http.Access;
import com.optalocal.accounts.adapters.http.Exchange;
import com.optalocal.accounts.adapters.http.Fields;
import com.optalocal.accounts.adapters.http.Json;
import com.optalocal.accounts.adapters.http.Page;
import com.optalocal.accounts.adapters.http.PortalUseCases;
import com.optalocal.accounts.adapters.http.Problem;
import com.optalocal.accounts.adapters.http.Refusal;
import com.optalocal.accounts.adapters.http.Route;
import com.optalocal.accounts.application.license.KeepLicenses;
import com.optalocal.accounts.application.license.Licenses;
import com.optalocal.accounts.application.license.ServeLicenses;
import com.optalocal.accounts.domain.license.LicenseId;
import com.optalocal.accounts.domain.note.Note;
import com.optalocal.accounts.domain.organization.Role;
import com.optalocal.accounts.domain.policy.BuiltInPolicy;
import com.optalocal.accounts.domain.session.Actor;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/// An organization's licenses: served to devices, kept for owners, shown on a page.
public final class LicenseRoutes {
  private static final String BASE = "/api/licenses";
  private final KeepLicenses keep;
  private final ServeLicenses serve;

  public LicenseRoutes(PortalUseCases.Licensing licensing) {
    keep = licensing.keep();
    serve = licensing.serve();
  }

  public List<Route> routes() {
    return List.of(
        Route.api(Route.Method.GET, BASE, BuiltInPolicy.LICENSE_READ, this::list),
        Route.api(Route.Method.POST, BASE, BuiltInPolicy.LICENSE_ISSUE, this::issue),
        Route.api(Route.Method.PUT, BASE + "/keys", BuiltInPolicy.LICENSE_ISSUE, this::publish),
        Route.api(
            Route.Method.POST, BASE + "/refresh", BuiltInPolicy.LICENSE_REFRESH, this::refresh),
        Route.api(Route.Method.DELETE, BASE + "/{id}", BuiltInPolicy.LICENSE_REVOKE, this::revoke),
        Route.page(
            Route.Method.GET,
            "/licenses",
            Access.signedIn(BuiltInPolicy.LICENSE_READ),
            this::page));
  }

  private void list(Exchange exchange) {
    Actor actor = exchange.actor();
    ObjectNode body = Json.object().put("timeKey", serve.timeKey().toString());
    var keys = body.putArray("keys");
    keep.keys(actor).forEach(list -> keys.add(list.note().encoded()));
    var licenses = body.putArray("licenses");
    keep.list(actor).forEach(kept -> licenses.add(json(kept)));
    exchange.json(200, body);
  }

  private static ObjectNode json(Licenses.Kept kept) {
    ObjectNode json =
        Json.object()
            .put("license", kept.license().note().encoded())
            .put("addedAt", kept.addedAt().toString());
    kept.revokedAt().ifPresent(at -> json.put("revokedAt", at.toString()));
    return json;
  }

  private void issue(Exchange exchange) {
    Fields body = exchange.json();
    Note license = Note.parse(body.text("license"));
    body.end();
    require(keep.issue(exchange.actor(), license));
    exchange.json(201, Json.object());
  }

  private void publish(Exchange exchange) {
    Fields body = exchange.json();
    Note keys = Note.parse(body.text("keys"));
    body.end();
    require(keep.publish(exchange.actor(), keys));
    exchange.json(200, Json.object());
  }

  private void revoke(Exchange exchange) {
    require(keep.revoke(exchange.actor(), new LicenseId(exchange.pathParameter("id"))));
    exchange.noContent();
  }

  private void refresh(Exchange exchange) {
    Fields request = exchange.json();
    Note note = Note.parse(request.text("request"));
    request.end();
    ServeLicenses.Served served =
        serve
            .refresh(exchange.actor(), note)
            .orElseThrow(() ->
                new Refusal(
                    Problem.of(
                        422,
                        "refused",
                        "The request proves nothing",
                        "It is not signed by the device key that it names.",
                        "Ask again from the device itself: opta license refresh")));
    ObjectNode body = Json.object().put("contact", served.contact().encoded());
    var keys = body.putArray("keys");
    served.keys().forEach(list -> keys.add(list.encoded()));
    var licenses = body.putArray("licenses");
    served.licenses().forEach(license -> licenses.add(license.encoded()));
    exchange.json(200, body);
  }

  private void page(Exchange exchange) {
    Actor actor = exchange.actor();
    exchange.page(
        200,
        new Page(
            "licenses",
            LicensesPage.of(keep.list(actor), keep.keys(actor), actor.role() == Role.OWNER)));
  }

  private static void require(KeepLicenses.Outcome outcome) {
    switch (outcome) {
      case DONE -> {}
      case NOT_OWNER ->
          throw new Refusal(
              Problem.of(
                  403,
                  "denied",
                  "Denied by policy",
                  "Only an owner of the organization keeps its licenses.",
                  "Ask an owner of the organization."));
      case REFUSED ->
          throw new Refusal(
              Problem.of(
                  422,
                  "refused",
                  "This is not a license or key list that counts here",
                  "It is altered or over, or the key that signed it may not sign it here.",
                  "Look at it: opta license verify FILE"));
      case KNOWN ->
          throw new Refusal(
              Problem.of(
                  409,
                  "known",
                  "The portal has this already",
                  "A license of that id, or a key list of that version or a higher one, is kept.",
                  "See them: opta license list"));
      case OTHER_ROOT ->
          throw new Refusal(
              Problem.of(
                  409,
                  "other_root",
                  "Another root keeps this prefix",
                  "The first key list of a prefix settles who may change it.",
                  "Sign with that root, or choose another prefix."));
      case GONE ->
          throw new Refusal(
              Problem.of(
                  404,
                  "gone",
                  "No such license",
                  "It is unknown here, or was taken back before.",
                  "See them: opta license list"));
      case FULL ->
          throw new Refusal(
              Problem.of(
                  413,
                  "full",
                  "Too many licenses stand",
                  "An organization has at most 64 at a time.",
                  "Take one back: opta license revoke ID"));
    }
  }
}
