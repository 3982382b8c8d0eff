package com.optalocal.accounts.application;

import com.optalocal.accounts.domain.SingleLine;

/// The portal's policy does not allow what a device asked for. Crosses every device-side use case,
/// as [SessionRefused] does.
public final class PortalDenied extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String because;

  /// @param because the deciding rule's reason in the portal's words; shown only if it is one short
  ///   printable line
  public PortalDenied(String because) {
    super("the portal's policy does not allow this");
    this.because = printable(because);
  }

  public String because() {
    return because;
  }

  private static String printable(String because) {
    try {
      return SingleLine.require(because, 200, "reason");
    } catch (IllegalArgumentException unshowable) {
      return "the portal gave no reason";
    }
  }
}
