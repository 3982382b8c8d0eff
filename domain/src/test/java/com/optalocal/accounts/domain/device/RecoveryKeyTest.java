package com.optalocal.accounts.domain.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.optalocal.accounts.domain.SharedVectors;
import com.optalocal.accounts.domain.device.crypto.DeviceKeys;
import com.optalocal.accounts.domain.device.crypto.RecoveryKey;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Random;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.generators.HKDFBytesGenerator;
import org.bouncycastle.crypto.params.HKDFParameters;
import org.junit.jupiter.api.Test;

class RecoveryKeyTest {
  private static RecoveryKey key(long seed) {
    return RecoveryKey.generate(count -> {
      byte[] bytes = new byte[count];
      new Random(seed).nextBytes(bytes);
      return bytes;
    });
  }

  @Test
  void what_is_on_the_sheet_can_be_typed_back_in_any_style() {
    RecoveryKey key = key(1);
    String sheet = key.reveal();
    assertThat(sheet).matches("([0-9A-HJKMNP-TV-Z]{4}-){13}[0-9A-HJKMNP-TV-Z]{4}");
    for (String typed :
        new String[] {sheet, sheet.toLowerCase(Locale.ROOT), sheet.replace("-", " ")}) {
      assertThat(RecoveryKey.typed(typed).keys().publicKeys()).isEqualTo(key.keys().publicKeys());
    }
  }

  @Test
  void any_one_wrong_digit_is_noticed() {
    String sheet = key(2).reveal();
    for (int i = 0; i < sheet.length(); i++) {
      if (sheet.charAt(i) == '-') {
        continue;
      }
      char other = sheet.charAt(i) == '7' ? '8' : '7';
      String wrong = sheet.substring(0, i) + other + sheet.substring(i + 1);
      assertThatIllegalArgumentException().isThrownBy(() -> RecoveryKey.typed(wrong));
    }
  }

  @Test
  void different_keys_stand_for_different_devices_and_never_print() {
    DeviceKeys one = key(3).keys();
    assertThat(one.publicKeys()).isNotEqualTo(key(4).keys().publicKeys());
    assertThat(one + " " + key(3) + one.signing() + one.agreement())
        .isEqualTo(
            "DeviceKeys[redacted] RecoveryKey[redacted]"
                + "SigningKey[redacted]AgreementSecret[redacted]");
  }

  @Test
  void exported_device_keys_restore() {
    DeviceKeys keys = key(5).keys();
    assertThat(DeviceKeys.restore(keys.export()).publicKeys()).isEqualTo(keys.publicKeys());
  }

  /// RFC 5869, appendix A: the derivation underneath.
  @Test
  void hkdf_answers_the_vectors_of_its_rfc() {
    var cases = SharedVectors.read("rfc.json").get("rfc5869_hkdf_sha256");
    assertThat(cases.size()).isPositive();
    for (var one : cases) {
      HKDFBytesGenerator hkdf = new HKDFBytesGenerator(SHA256Digest.newInstance());
      hkdf.init(
          new HKDFParameters(
              HexFormat.of().parseHex(one.get("ikm").asString()),
              HexFormat.of().parseHex(one.get("salt").asString()),
              HexFormat.of().parseHex(one.get("info").asString())));
      byte[] okm = new byte[one.get("L").asInt()];
      hkdf.generateBytes(okm, 0, okm.length);
      assertThat(HexFormat.of().formatHex(okm)).isEqualTo(one.get("okm").asString());
    }
  }
}
