package com.optalocal.accounts.application.organization;

import com.optalocal.accounts.application.InMemoryPortalStores;

class InMemoryDeploymentTest extends DeploymentContract {
  private final InMemoryPortalStores stores = new InMemoryPortalStores();

  @Override
  protected Deployment deployment() {
    return stores.deployment();
  }
}
