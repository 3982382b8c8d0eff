package com.optalocal.accounts.adapters.http.license;

import com.optalocal.accounts.adapters.http.JsonValue;
import com.optalocal.accounts.adapters.http.Operation;
import com.optalocal.accounts.adapters.http.Operation.Risk;
import com.optalocal.accounts.adapters.http.Operation.Turn;
import com.optalocal.accounts.adapters.http.OperationProblem;
import com.optalocal.accounts.adapters.http.OperationProblem.Kind;
import com.optalocal.accounts.adapters.http.OperationReply;
import com.optalocal.accounts.adapters.http.Payload;
import com.optalocal.accounts.adapters.http.PayloadShape;
import com.optalocal.accounts.application.license.JudgeLicenses;
import com.optalocal.accounts.application.license.RefreshLicenses;
import com.optalocal.accounts.application.license.TrustIssuer;
import com.optalocal.accounts.domain.license.Feature;
import com.optalocal.accounts.domain.license.FeaturePrefix;
import com.optalocal.accounts.domain.license.GatedFeature;
import com.optalocal.accounts.domain.note.VerificationKey;
import com.optalocal.accounts.domain.policy.BuiltInPolicy;
import java.util.List;

/// The daemon's operations on this device's licenses: `license.status`, `license.check`,
/// `license.refresh`, `license.trust`.
public final class LicenseOperations {
  private final JudgeLicenses judge;
  private final RefreshLicenses refresh;
  private final TrustIssuer trust;

  public LicenseOperations(JudgeLicenses judge, RefreshLicenses refresh, TrustIssuer trust) {
    this.judge = judge;
    this.refresh = refresh;
    this.trust = trust;
  }

  public List<Operation> all() {
    return List.of(
        new Operation(
            "license.status",
            "Tells what this device's licenses are worth now, without the portal.",
            BuiltInPolicy.LICENSE_READ,
            Risk.READ,
            Turn.SHARED,
            PayloadShape.NONE,
            payload -> OperationReply.done(status())),
        new Operation(
            "license.check",
            "Tells whether a feature may be used here now, and what it gates.",
            BuiltInPolicy.LICENSE_READ,
            Risk.READ,
            Turn.SHARED,
            PayloadShape.NONE.required(
                "feature", PayloadShape.Kind.TEXT, "lmx, desktop, ceo-mode, atpo, or prefix/name"),
            payload -> OperationReply.done(check(payload.parse("feature", Feature::new)))),
        new Operation(
            "license.refresh",
            "Fetches this device's licenses and the signed time.",
            BuiltInPolicy.LICENSE_REFRESH,
            Risk.WRITE,
            Turn.SHARED,
            PayloadShape.NONE,
            payload -> refresh()),
        new Operation(
            "license.trust",
            "Pins a self-hoster's root on this device, for the features under its prefix.",
            BuiltInPolicy.LICENSE_TRUST,
            Risk.WRITE,
            Turn.SHARED,
            PayloadShape.NONE
                .required("prefix", PayloadShape.Kind.TEXT, "as in acme")
                .required("root", PayloadShape.Kind.TEXT, "the root's public key, base64url"),
            this::trust));
  }

  private JsonValue.Fields status() {
    JsonValue.Builder json = JsonValue.fields();
    var status = judge.status();
    json.put("enrolled", status.isPresent());
    status.ifPresent(known -> {
      json.put("device", known.device().toString())
          .putOrNull("lastContact", known.lastContact())
          .putOrNull("pinned", known.pinned())
          .put(
              "licenses",
              new JsonValue.Array(
                  known.verdicts().stream().<JsonValue>map(LicenseJson::verdict).toList()));
      known.foremost().ifPresent(best -> json.put("license", LicenseJson.verdict(best)));
    });
    return json.build();
  }

  private JsonValue.Fields check(Feature feature) {
    JsonValue.Builder json =
        JsonValue.fields()
            .put("feature", feature.value())
            .put("title", GatedFeature.titleOf(feature))
            .putOrNull("gates", GatedFeature.of(feature).map(GatedFeature::gates));
    return switch (judge.check(feature)) {
      case JudgeLicenses.Answer.Allowed(var verdict) ->
          json.put("allowed", true).put("verdict", LicenseJson.verdict(verdict)).build();
      case JudgeLicenses.Answer.NotNow(var verdict) ->
          json.put("allowed", false).put("verdict", LicenseJson.verdict(verdict)).build();
      case JudgeLicenses.Answer.Unlicensed() ->
          json.put("allowed", false).put("verdict", JsonValue.NOTHING).build();
    };
  }

  private OperationReply refresh() {
    return switch (refresh.refresh()) {
      case RefreshLicenses.Outcome.Refreshed(int held) ->
          OperationReply.done(JsonValue.fields().put("held", held).putAll(status()).build());
      case RefreshLicenses.Outcome.NoAuthority() ->
          OperationProblem.of(
              Kind.FAILED,
              409,
              "no_license_authority",
              "This portal has no licenses that this device believes",
              "No key list there comes from an issuer that is compiled in or pinned here.",
              "Licenses of your own organization: opta license trust ROOT --prefix NAME");
      case RefreshLicenses.Outcome.NotEnrolled() -> notEnrolled();
      case RefreshLicenses.Outcome.KeysRolledBack() ->
          OperationProblem.of(
              Kind.INTEGRITY,
              422,
              "LicenseKeysRolledBack",
              "The portal served an older key list",
              "This device has seen a newer one, so keys that were withdrawn may be back.",
              "Nothing was changed here. Tell whoever runs the portal.");
    };
  }

  private OperationReply trust(Payload payload) {
    FeaturePrefix prefix = payload.parse("prefix", FeaturePrefix::own);
    VerificationKey root = payload.parse("root", VerificationKey::parse);
    return trust.trust(prefix, root)
        ? OperationReply.done(
            JsonValue.fields()
                .put("pinned", prefix.value())
                .put("root", root.fingerprint().toString())
                .build())
        : notEnrolled();
  }

  private static OperationProblem notEnrolled() {
    return OperationProblem.of(
        Kind.FAILED,
        409,
        "not_enrolled",
        "This device is not enrolled",
        "Licenses are fetched and kept under a device's own key.",
        "Run: opta login");
  }
}
