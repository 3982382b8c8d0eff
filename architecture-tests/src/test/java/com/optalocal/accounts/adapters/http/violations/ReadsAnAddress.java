package com.optalocal.accounts.adapters.http.violations;

import io.javalin.http.Context;
import java.util.Objects;

/// Planted: see `com.optalocal.accounts.architecture`.
public final class ReadsAnAddress {
  private ReadsAnAddress() {}

  static void goOn(Context context) {
    context.header("Location", Objects.requireNonNull(context.queryParam("next")));
  }
}
