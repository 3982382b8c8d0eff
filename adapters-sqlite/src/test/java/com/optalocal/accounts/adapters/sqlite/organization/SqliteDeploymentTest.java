package com.optalocal.accounts.adapters.sqlite.organization;

import com.optalocal.accounts.adapters.sqlite.OpenDatabase;
import com.optalocal.accounts.application.organization.Deployment;
import com.optalocal.accounts.application.organization.DeploymentContract;
import org.junit.jupiter.api.extension.RegisterExtension;

class SqliteDeploymentTest extends DeploymentContract {
  @RegisterExtension final OpenDatabase open = OpenDatabase.portal();

  @Override
  protected Deployment deployment() {
    return new SqliteDeployment(open.database());
  }
}
