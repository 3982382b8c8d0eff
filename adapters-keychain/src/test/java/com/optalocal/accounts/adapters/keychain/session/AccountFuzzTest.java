package com.optalocal.accounts.adapters.keychain.session;

import com.optalocal.accounts.adapters.keychain.PrivateFolder;
import com.optalocal.accounts.application.CustodyUnavailable;
import com.optalocal.accounts.application.session.SessionSamples;
import com.optalocal.accounts.domain.Fuzz;
import com.optalocal.accounts.domain.SecretBytes;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What lies on this machine and somebody may have edited, under [Fuzz].
final class AccountFuzzTest {
  @TempDir Path home;

  @Test
  void account_files() {
    PrivateFolder folder = new PrivateFolder(home.resolve("opta"));
    AccountFile account = new AccountFile(folder);
    Fuzz.bytes(
        "account.json",
        CustodyUnavailable.class,
        bytes -> {
          folder.write(AccountFile.NAME, bytes);
          var _ = account.read().orElseThrow();
          return bytes;
        },
        """
        {"project": "cytjsmezydytbmjrolyz",
         "session": {"access_token": "...", "refresh_token": "...", "token_type": "bearer",
                     "expires_in": 3600, "expires_at": 1772619852},
         "user": {"id": "user_123", "email": "ana@example.com"},
         "updatedAt": "2026-03-04T09:41:03.000Z", "deviceId": "dev_abc123"}
        """
            .getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void kept_sessions() {
    Fuzz.bytes(
        "kept-session",
        NoSuchElementException.class,
        bytes -> {
          try (SecretBytes text = new SecretBytes(bytes.clone());
              SecretBytes again = SessionText.of(SessionText.parse(text).orElseThrow())) {
            return again.use(byte[]::clone);
          }
        },
        sample());
  }

  private static byte[] sample() {
    try (SecretBytes text = SessionText.of(SessionSamples.of(SessionSamples.ANA, "a"))) {
      return text.use(byte[]::clone);
    }
  }
}
