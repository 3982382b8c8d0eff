package com.optalocal.accounts.bootstrap.daemon;

import com.optalocal.accounts.domain.device.WordList;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/// The program's word list, for the words that a new device shows.
final class Words {
  private Words() {}

  static WordList list() {
    try (InputStream in =
        Words.class.getResourceAsStream("/com/optalocal/accounts/bootstrap/words.txt")) {
      if (in == null) {
        throw new IllegalStateException("the program is incomplete: words.txt is missing");
      }
      return new WordList(
          new String(in.readAllBytes(), StandardCharsets.US_ASCII).lines().toList());
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
