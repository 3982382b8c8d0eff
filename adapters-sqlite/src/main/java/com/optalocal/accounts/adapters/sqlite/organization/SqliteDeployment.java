package com.optalocal.accounts.adapters.sqlite.organization;

import com.optalocal.accounts.adapters.sqlite.Row;
import com.optalocal.accounts.adapters.sqlite.SqliteDatabase;
import com.optalocal.accounts.application.organization.Deployment;
import com.optalocal.accounts.domain.organization.OrgId;
import com.optalocal.accounts.domain.organization.ProjectRef;

/// Kept with the organization that every installation has from its first migration on.
public final class SqliteDeployment implements Deployment {
  private final SqliteDatabase database;

  public SqliteDeployment(SqliteDatabase database) {
    this.database = database;
  }

  @Override
  public ProjectRef projectRef(ProjectRef candidate) {
    return database.write(handle -> {
      handle
          .createUpdate(
              """
              INSERT INTO deployment (org_id, project_ref) VALUES (:org, :candidate)
              ON CONFLICT (org_id) DO NOTHING
              """)
          .bind("org", OrgId.DEFAULT)
          .bind("candidate", candidate)
          .execute();
      return handle
          .createQuery("SELECT project_ref FROM deployment WHERE org_id = :org")
          .bind("org", OrgId.DEFAULT)
          .map(Row.as(row -> new ProjectRef(row.text("project_ref"))))
          .one();
    });
  }
}
