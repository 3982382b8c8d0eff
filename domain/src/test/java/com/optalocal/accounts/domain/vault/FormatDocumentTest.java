package com.optalocal.accounts.domain.vault;

import static org.assertj.core.api.Assertions.assertThat;

import com.optalocal.accounts.domain.RandomBytes;
import com.optalocal.accounts.domain.SecretBytes;
import com.optalocal.accounts.domain.UserId;
import com.optalocal.accounts.domain.device.DeviceId;
import com.optalocal.accounts.domain.device.DeviceName;
import com.optalocal.accounts.domain.device.DeviceStatement;
import com.optalocal.accounts.domain.device.VaultId;
import com.optalocal.accounts.domain.device.crypto.AgreementSecret;
import com.optalocal.accounts.domain.device.crypto.DeviceKeys;
import com.optalocal.accounts.domain.device.crypto.RecoveryKey;
import com.optalocal.accounts.domain.note.Hash;
import com.optalocal.accounts.domain.note.Note;
import com.optalocal.accounts.domain.note.crypto.SigningKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/// docs/vault-format.md ends with an example; somebody will implement from it.
class FormatDocumentTest {
  private final DeviceKeys device =
      new DeviceKeys(new SigningKey(secret(1)), new AgreementSecret(secret(2)));
  private final RecoveryKey recovery = RecoveryKey.generate(repeating(3));
  private final AgreementSecret epoch = new AgreementSecret(secret(4));

  @Test
  void the_example_of_the_document_is_what_this_code_writes() throws IOException {
    String document =
        Files.readString(Path.of(System.getProperty("opta.root"), "docs", "vault-format.md"));

    assertThat(document)
        .contains(fenced(genesis()))
        .contains("Vault id `" + genesis().hash() + "`")
        .contains("device id `" + DeviceId.of(device.signing().verificationKey()) + "`")
        .contains("recovery key `" + recovery.reveal() + "`")
        .contains(fenced(item().note()));
  }

  @Test
  void the_example_opens() {
    try (SecretValue value = item().open(epoch).orElseThrow()) {
      assertThat(value.bytes().<String>use(bytes -> new String(bytes, StandardCharsets.UTF_8)))
          .isEqualTo("sk-ant-example");
    }
  }

  private Note genesis() {
    try (DeviceKeys recoveryKeys = recovery.keys()) {
      return recoveryKeys
          .signing()
          .sign(
              device
                  .signing()
                  .sign(
                      DeviceStatement.Genesis.text(
                          new UserId("6f1f7d0e-8a53-4c0e-9a55-0f3c7e1b2a4d"),
                          Instant.parse("2026-11-22T09:30:00Z"),
                          new DeviceName("mbp-14"),
                          device.publicKeys(),
                          recoveryKeys.publicKeys(),
                          epoch.publicKey(),
                          Hash.of(bytes(5)))));
    }
  }

  private VaultItem item() {
    Hash head = genesis().hash();
    return VaultItem.seal(
        new VaultItem.Place(new VaultId(head), head, 0, epoch.publicKey()),
        new SecretName("ANTHROPIC_API_KEY"),
        1,
        new Label("work"),
        new SecretValue(new SecretBytes("sk-ant-example".getBytes(StandardCharsets.UTF_8))),
        device.signing(),
        Instant.parse("2026-11-22T09:31:00Z"),
        repeating(6));
  }

  private static String fenced(Note note) {
    return "```\n" + note.encoded() + "```\n";
  }

  private static RandomBytes repeating(int value) {
    return count -> Arrays.copyOf(bytes(value), count);
  }

  private static SecretBytes secret(int value) {
    return new SecretBytes(bytes(value));
  }

  private static byte[] bytes(int value) {
    byte[] bytes = new byte[32];
    Arrays.fill(bytes, (byte) value);
    return bytes;
  }
}
