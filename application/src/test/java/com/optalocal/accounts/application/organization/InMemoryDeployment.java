package com.optalocal.accounts.application.organization;

import com.optalocal.accounts.application.InMemoryTable;
import com.optalocal.accounts.application.InMemoryUnitOfWork;
import com.optalocal.accounts.domain.organization.OrgId;
import com.optalocal.accounts.domain.organization.ProjectRef;

public final class InMemoryDeployment implements Deployment {
  private final InMemoryTable<OrgId, ProjectRef> names;

  public InMemoryDeployment(InMemoryUnitOfWork work) {
    names = work.table();
  }

  @Override
  public ProjectRef projectRef(ProjectRef candidate) {
    names.add(OrgId.DEFAULT, candidate);
    return names.get(OrgId.DEFAULT).orElseThrow();
  }
}
