package com.optalocal.accounts.bootstrap.tour;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;

/// Searches files for a secret, as it is and in the spellings that hide it from the eye alone.
public final class SecretHunt {
  private SecretHunt() {}

  /// @throws TourFailed if any file below `folders` holds `secret`
  public static void expectNowhere(String secret, Path... folders) {
    List<String> spellings = spellings(secret);
    for (Path folder : folders) {
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path file : files.filter(Files::isRegularFile).toList()) {
          String bytes = Files.readString(file, StandardCharsets.ISO_8859_1);
          TourFailed.unless(
              spellings.stream().noneMatch(bytes::contains), "The key stands in " + file);
        }
      } catch (IOException unreadable) {
        throw new TourFailed("It cannot be searched: " + folder);
      }
    }
  }

  /// Base64 in its three alignments, and hex, besides the text itself.
  private static List<String> spellings(String secret) {
    byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
    List<String> spellings = new ArrayList<>(List.of(secret));
    for (int skipped = 0; skipped < 3; skipped++) {
      int whole = (bytes.length - skipped) / 3 * 3;
      byte[] aligned = java.util.Arrays.copyOfRange(bytes, skipped, skipped + whole);
      spellings.add(Base64.getEncoder().encodeToString(aligned));
      spellings.add(Base64.getUrlEncoder().encodeToString(aligned));
    }
    spellings.add(java.util.HexFormat.of().formatHex(bytes));
    return spellings;
  }
}
