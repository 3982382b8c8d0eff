package com.optalocal.accounts.domain.violations;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Planted: see `com.optalocal.accounts.architecture`.
public final class ReadsAFile {
  private ReadsAFile() {}

  static String read(Path file) throws IOException {
    return Files.readString(file);
  }
}
