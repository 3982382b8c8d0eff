package com.optalocal.accounts.application.organization;

import static org.assertj.core.api.Assertions.assertThat;

import com.optalocal.accounts.domain.SeededRandom;
import com.optalocal.accounts.domain.organization.ProjectRef;
import org.junit.jupiter.api.Test;

public abstract class DeploymentContract {
  private static final ProjectRef FIRST = ProjectRef.generate(new SeededRandom(1));
  private static final ProjectRef SECOND = ProjectRef.generate(new SeededRandom(2));

  /// An installation that has never been started.
  protected abstract Deployment deployment();

  @Test
  void the_first_name_is_kept_whoever_comes_later() {
    assertThat(deployment().projectRef(FIRST)).isEqualTo(FIRST);
    assertThat(deployment().projectRef(SECOND)).isEqualTo(FIRST);
    assertThat(deployment().projectRef(FIRST)).isEqualTo(FIRST);
  }
}
