package com.optalocal.accounts.application.license;

import com.optalocal.accounts.application.InMemoryPortalStores;
import com.optalocal.accounts.domain.organization.OrgId;

class InMemoryLicensesTest extends LicensesContract {
  private final InMemoryPortalStores stores = new InMemoryPortalStores();

  @Override
  protected Licenses licenses() {
    return stores.licenses();
  }

  @Override
  protected OrgId otherOrganization() {
    return new OrgId("other");
  }
}
