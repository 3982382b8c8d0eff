package com.optalocal.accounts.domain.vault;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunnableNamesTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "ANTHROPIC_API_KEY",
        "OPENAI_API_KEY",
        "GITHUB_TOKEN",
        "LMX_TOKEN",
        "BRAVE_SEARCH_KEY",
        "UNIVERSAL_API_KEY",
        "DATABASE_URL",
        "SLACK_WEBHOOK_URL",
        "AWS_SECRET_ACCESS_KEY",
        "STRIPE_SECRET_KEY",
        "DOCKER_PASSWORD",
        "GOOGLE_API_KEY",
        "R2_TOKEN",
        "CCTV_TOKEN"
      })
  void keys_are_handed_over(String name) {
    assertThat(RunnableNames.includes(new SecretName(name))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "PATH",
        "LD_PRELOAD",
        "DYLD_INSERT_LIBRARIES",
        "NODE_OPTIONS",
        "NODE_PATH",
        "PYTHONPATH",
        "PYTHONSTARTUP",
        "PYTHONUSERBASE",
        "PYTHONBREAKPOINT",
        "PERL5OPT",
        "PERL5DB",
        "RUBYOPT",
        "JAVA_TOOL_OPTIONS",
        "JDK_JAVA_OPTIONS",
        "BASH_ENV",
        "ENV",
        "ZDOTDIR",
        "OPENSSL_CONF",
        "RUSTC_WRAPPER",
        "LESSOPEN",
        "MAKEFLAGS",
        "CC",
        "GOPROXY",
        "GOFLAGS",
        "PIP_INDEX_URL",
        "NPM_CONFIG_REGISTRY",
        "OPENAI_BASE_URL",
        "OPENAI_API_BASE",
        "AWS_ENDPOINT_URL",
        "DOCKER_HOST",
        "KUBECONFIG",
        "HTTPS_PROXY",
        "ALL_PROXY",
        "GIT_SSH_COMMAND",
        "EDITOR"
      })
  void what_changes_a_program_or_whom_it_talks_to_needs_only(String name) {
    assertThat(RunnableNames.includes(new SecretName(name))).isFalse();
  }
}
