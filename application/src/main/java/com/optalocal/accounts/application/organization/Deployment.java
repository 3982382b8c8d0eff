package com.optalocal.accounts.application.organization;

import com.optalocal.accounts.domain.organization.ProjectRef;

/// What this installation is called.
public interface Deployment {
  /// The name kept since the first start; if there is none yet, keeps `candidate`. Every caller
  /// gets the same answer, whoever came first.
  ProjectRef projectRef(ProjectRef candidate);
}
