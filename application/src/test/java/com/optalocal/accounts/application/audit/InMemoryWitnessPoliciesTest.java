package com.optalocal.accounts.application.audit;

class InMemoryWitnessPoliciesTest extends WitnessPoliciesContract {
  private final WitnessPolicies held = new InMemoryWitnessPolicies();

  @Override
  protected WitnessPolicies policies() {
    return held;
  }
}
