package com.optalocal.accounts.adapters.http.license;

import com.optalocal.accounts.adapters.http.JsonValue;
import com.optalocal.accounts.application.license.JudgeLicenses;
import com.optalocal.accounts.domain.license.GatedFeature;
import com.optalocal.accounts.domain.license.License;
import com.optalocal.accounts.domain.license.LicenseVerdict;
import com.optalocal.accounts.domain.note.Fingerprint;

/// Licenses and verdicts as JSON, the same from the daemon and from `opta license verify`.
public final class LicenseJson {
  private LicenseJson() {}

  /// What a license says.
  public static JsonValue.Fields license(License license) {
    License.Terms terms = license.terms();
    return JsonValue.fields()
        .put("id", license.id().value())
        .put("product", license.product())
        .put("org", terms.org().value())
        .put("tier", terms.tier().value())
        .putTexts("features", terms.features())
        .put("issued", terms.issued().toString())
        .put("notAfter", terms.notAfter().toString())
        .put("airGapDays", terms.airGap().toDays())
        .putOrNull("device", terms.device().map(Fingerprint::toString))
        .build();
  }

  /// What a license is worth: `state`, `usable`, what goes with that state, and the license.
  public static JsonValue.Fields verdict(LicenseVerdict verdict) {
    JsonValue.Builder json =
        JsonValue.fields().put("state", verdict.code()).put("usable", verdict.isUsable());
    switch (verdict) {
      case LicenseVerdict.Active active -> json.put("airGapDaysLeft", active.daysLeft());
      case LicenseVerdict.Grace(var license, var cause, var until) ->
          json.put("cause", cause.code()).put("until", until.toString());
      case LicenseVerdict.Expired(var license, var cause) -> json.put("cause", cause.code());
      case LicenseVerdict.NotYetValid(var license, var from) -> json.put("from", from.toString());
      case LicenseVerdict.ClockRolledBack(var license, var mark) ->
          json.put("mark", mark.toString());
      case LicenseVerdict.WrongDevice _, LicenseVerdict.Forged _ -> {}
    }
    JudgeLicenses.licenseOf(verdict)
        .ifPresent(license ->
            json.put("product", license.product())
                .putTexts("unlocks", GatedFeature.titlesOf(license.terms().features()))
                .put("license", license(license)));
    return json.build();
  }
}
