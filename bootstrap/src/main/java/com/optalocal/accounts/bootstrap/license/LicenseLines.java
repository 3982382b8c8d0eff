package com.optalocal.accounts.bootstrap.license;

import com.optalocal.accounts.adapters.http.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A license's verdict in lines, from its JSON: the block that `opta account status` ends with.
public final class LicenseLines {
  private LicenseLines() {}

  /// `License`, `Air-Gap Validity` and `Features Unlocked`, for one verdict.
  public static List<String> of(JsonValue.Fields verdict) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "License: "
            + verdict.text("product").orElse("unknown")
            + " ("
            + state(verdict.text("state").orElse(""))
            + ")");
    lines.add("Air-Gap Validity: " + airGap(verdict));
    lines.add(
        "Features Unlocked: ["
            + (verdict.isTrue("usable") ? String.join(", ", verdict.texts("unlocks")) : "")
            + "]");
    return lines;
  }

  private static String state(String code) {
    return switch (code) {
      case "active" -> "Active";
      case "grace" -> "Grace";
      case "expired" -> "Expired";
      case "not-yet-valid" -> "Not Yet Valid";
      case "wrong-device" -> "Other Device";
      case "clock-rolled-back" -> "Clock Rolled Back";
      case "forged" -> "Forged";
      default -> "Unknown";
    };
  }

  private static String airGap(JsonValue.Fields verdict) {
    Optional<Long> left = verdict.number("airGapDaysLeft");
    if (left.isPresent()) {
      return left.get() + (left.get() == 1 ? " day" : " days") + " remaining";
    }
    String why =
        switch (verdict.text("state").orElse("")) {
          case "grace" -> "over, tolerated until " + verdict.text("until").orElse("soon") + "; ";
          case "not-yet-valid" -> "begins " + verdict.text("from").orElse("later") + "; ";
          case "clock-rolled-back" -> "the clock is behind; correct it; ";
          default -> "";
        };
    return why
        + switch (verdict.text("cause").orElse("")) {
          case "term" -> "the license has ended";
          case "keys" -> "the issuer's key list has ended; run: opta license refresh";
          case "revoked" -> "the license was taken back";
          default -> "none until the next contact; run: opta license refresh";
        };
  }
}
