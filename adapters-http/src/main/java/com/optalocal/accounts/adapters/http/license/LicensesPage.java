package com.optalocal.accounts.adapters.http.license;

import com.optalocal.accounts.application.license.Licenses;
import com.optalocal.accounts.domain.license.GatedFeature;
import com.optalocal.accounts.domain.license.License;
import com.optalocal.accounts.domain.license.LicenseKeys;
import com.optalocal.accounts.domain.note.Fingerprint;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// An organization's licenses and who vouches for them.
public record LicensesPage(List<Line> lines, List<Voucher> vouchers, boolean owner) {
  /// @param device the beginning of the device key that it is bound to; empty for any device
  /// @param revoked when it was taken back
  public record Line(
      String product,
      String id,
      String features,
      String device,
      Instant issued,
      Instant notAfter,
      Optional<Instant> revoked) {
    static Line of(Licenses.Kept kept) {
      License license = kept.license();
      return new Line(
          license.product(),
          license.id().value(),
          String.join(", ", GatedFeature.titlesOf(license.terms().features())),
          license.terms().device().map(Fingerprint::brief).orElse(""),
          license.terms().issued(),
          license.terms().notAfter(),
          kept.revokedAt());
    }

    /// `revoked`, `early`, `active` or `over`; the words stand in the bundle.
    public String state(Instant now) {
      if (revoked.isPresent()) {
        return "revoked";
      }
      if (now.isBefore(issued)) {
        return "early";
      }
      return now.isBefore(notAfter) ? "active" : "over";
    }

    /// How the state is colored.
    public String tag(Instant now) {
      return switch (state(now)) {
        case "active" -> "ok";
        case "early" -> "warn";
        default -> "bad";
      };
    }
  }

  /// A key list.
  public record Voucher(String prefix, long version, Instant notAfter) {
    static Voucher of(LicenseKeys keys) {
      return new Voucher(
          keys.terms().prefix().isVendor() ? "Opta" : keys.terms().prefix().value(),
          keys.version(),
          keys.terms().notAfter());
    }
  }

  public LicensesPage {
    lines = List.copyOf(lines);
    vouchers = List.copyOf(vouchers);
  }

  static LicensesPage of(List<Licenses.Kept> kept, List<LicenseKeys> keys, boolean owner) {
    return new LicensesPage(
        kept.stream().map(Line::of).toList(), keys.stream().map(Voucher::of).toList(), owner);
  }
}
