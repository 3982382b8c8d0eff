package com.optalocal.accounts.domain;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Third-party test data beside the checkout. It is not part of the project: where the folder is
/// absent, the tests that want it say that they were skipped.
public final class SharedVectors {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private SharedVectors() {}

  /// The JSON file `name` below `shared/vectors`; skips the calling test, by name, without it.
  public static JsonNode read(String name) {
    Path file = Path.of(System.getProperty("opta.shared", "../../shared"), "vectors", name);
    assumeTrue(Files.isReadable(file), "skipped: shared/vectors/" + name + " is not here");
    return JSON.readTree(file.toFile());
  }
}
