package com.optalocal.accounts.adapters.http;

import com.optalocal.accounts.domain.policy.Capability;

/// Who may use a route.
public sealed interface Access {
  Access OPEN = new Open();

  /// Anybody.
  record Open() implements Access {}

  Access SECOND_STEP = new SecondStep();

  /// Somebody whose browser has a session that waits for a second factor, and nobody else.
  record SecondStep() implements Access {}

  /// Somebody with a session, if the policy grants `capability`.
  record SignedIn(Capability capability) implements Access {}

  Access SERVICE = new ServiceRole();

  /// The operator's own programs, which bring a token of the role `service_role`.
  record ServiceRole() implements Access {}

  static Access signedIn(Capability capability) {
    return new SignedIn(capability);
  }
}
