package com.optalocal.accounts.bootstrap.tour;

/// Something on the tour did not hold.
public final class TourFailed extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public TourFailed(String what) {
    super(what);
  }

  /// Fails with `what` unless `holds`.
  static void unless(boolean holds, String what) {
    if (!holds) {
      throw new TourFailed(what);
    }
  }
}
