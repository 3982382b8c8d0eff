package com.optalocal.accounts.bootstrap.doctor;

import com.optalocal.accounts.adapters.http.JsonValue;
import java.util.List;
import java.util.Optional;

/// What this device's licenses are worth, as one finding: the worst of them that needs somebody.
final class LicenseFinding {
  private static final String SUBJECT = "license";
  private static final String REFRESH = "Fetch them anew: opta license refresh";
  private static final List<String> WORST_FIRST =
      List.of("clock-rolled-back", "forged", "expired", "wrong-device", "not-yet-valid", "grace");

  private LicenseFinding() {}

  /// From what `license.status` answers; empty where no device is enrolled, which the account's
  /// finding tells.
  static Optional<Finding> of(JsonValue.Fields status) {
    if (!status.isTrue("enrolled")) {
      return Optional.empty();
    }
    List<JsonValue.Fields> licenses = status.objects("licenses");
    if (licenses.isEmpty()) {
      return Optional.of(
          Finding.note(SUBJECT, "this device holds none; your own keys never need one", REFRESH));
    }
    return Optional.of(
        WORST_FIRST.stream()
            .flatMap(state ->
                licenses.stream()
                    .filter(license -> license.text("state").orElse("").equals(state))
                    .map(license -> of(state, license)))
            .findFirst()
            .orElseGet(() -> working(licenses)));
  }

  private static Finding working(List<JsonValue.Fields> licenses) {
    return licenses.stream().allMatch(license -> license.isTrue("usable"))
        ? Finding.good(SUBJECT, licenses.size() == 1 ? "it works" : "all of them work")
        : Finding.bad(SUBJECT, "one of them does not work here", REFRESH);
  }

  private static Finding of(String state, JsonValue.Fields license) {
    String product = license.text("product").orElse("a license");
    return switch (state) {
      case "clock-rolled-back" ->
          Finding.bad(
              SUBJECT,
              product + " is held: this machine's clock is behind the last signed time",
              "Set this machine's clock, then: opta license refresh");
      case "forged" ->
          Finding.bad(SUBJECT, product + " is not signed by an issuer trusted here", REFRESH);
      case "expired" -> Finding.bad(SUBJECT, product + " has expired", expired(license));
      case "wrong-device" ->
          Finding.bad(SUBJECT, product + " is for another device", "Ask whoever issued it");
      case "not-yet-valid" ->
          Finding.note(SUBJECT, product + " begins " + license.text("from").orElse("later"), "");
      default ->
          Finding.note(
              SUBJECT,
              product + " is tolerated until " + license.text("until").orElse("soon"),
              "Meet the portal once: opta license refresh");
    };
  }

  private static String expired(JsonValue.Fields license) {
    return switch (license.text("cause").orElse("")) {
      case "term", "revoked" -> "Get a new one from whoever issued it; your own keys still open";
      default -> REFRESH;
    };
  }
}
