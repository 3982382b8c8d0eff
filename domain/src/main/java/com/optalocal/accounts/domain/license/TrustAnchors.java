package com.optalocal.accounts.domain.license;

import com.optalocal.accounts.domain.note.VerificationKey;
import java.util.Set;

/// The vendor's offline roots, current and next, compiled in so that no file can replace them.
/// Their private halves are in no repository (ADR 0013 says how they come into being and are
/// changed).
public final class TrustAnchors {
  private static final VerificationKey CURRENT =
      VerificationKey.parse("h9WjRPndLg1PVFanDwxAcoMgLksDTUo-DGBjGNtk-_0");
  private static final VerificationKey NEXT =
      VerificationKey.parse("QBezxJSfSoOssN0O4brDM89_N_eNqfJyHQdxgbL9EWM");

  public static final LicenseAuthority VENDOR = LicenseAuthority.vendor(Set.of(CURRENT, NEXT));

  private TrustAnchors() {}
}
