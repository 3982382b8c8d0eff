package com.optalocal.accounts.domain.vault;

import java.util.List;
import java.util.Map;

/// What people call providers, and the variable that their tools read.
public final class ProviderAlias {
  private static final Map<String, SecretName> NAMES =
      Map.of(
          "anthropic", new SecretName("ANTHROPIC_API_KEY"),
          "openai", new SecretName("OPENAI_API_KEY"),
          "lmx", new SecretName("LMX_TOKEN"),
          "github", new SecretName("GITHUB_TOKEN"),
          "brave", new SecretName("BRAVE_SEARCH_KEY"),
          "universal", new SecretName("UNIVERSAL_API_KEY"));

  private ProviderAlias() {}

  /// The aliases, in order.
  public static List<String> all() {
    return NAMES.keySet().stream().sorted().toList();
  }

  /// The name for an alias or, where `text` is none, `text` itself as a name.
  ///
  /// @throws IllegalArgumentException if it is neither
  public static SecretName resolve(String text) {
    SecretName known = NAMES.get(text);
    return known != null ? known : new SecretName(text);
  }
}
