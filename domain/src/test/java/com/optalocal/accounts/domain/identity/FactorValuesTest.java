package com.optalocal.accounts.domain.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.optalocal.accounts.domain.ByteString;
import com.optalocal.accounts.domain.MovableClock;
import com.optalocal.accounts.domain.SecretBytes;
import com.optalocal.accounts.domain.SeededRandom;
import com.optalocal.accounts.domain.SharedVectors;
import com.optalocal.accounts.domain.identity.crypto.FactorKey;
import com.optalocal.accounts.domain.identity.crypto.Totp;
import com.optalocal.accounts.domain.organization.OrgId;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FactorValuesTest {
  private static final Instant NOW = MovableClock.START;
  private static final UserIds IDS = new UserIds();

  /// RFC 6238 appendix B, SHA-1, its last six digits.
  @ParameterizedTest
  @CsvSource({
    "59,287082",
    "1111111109,081804",
    "1111111111,050471",
    "1234567890,005924",
    "2000000000,279037",
    "20000000000,353130"
  })
  void codes_are_those_of_the_rfc(long time, String code) {
    TotpSecret secret = rfcSecret();

    assertThat(Totp.code(secret, time / 30)).isEqualTo(code);
    assertThat(Totp.match(secret, code, Instant.ofEpochSecond(time), Totp.NEVER))
        .hasValue(time / 30);
  }

  @Test
  void the_shared_vectors_hold() {
    int checked = 0;
    for (var vector : SharedVectors.read("rfc.json").get("rfc6238_totp")) {
      if (vector.get("algorithm").asString().equals("SHA1")) {
        checked++;
        assertThat(Totp.code(rfcSecret(), vector.get("unix_time").asLong() / 30))
            .isEqualTo(vector.get("totp6").asString());
        assertThat(rfcSecret().reveal()).isEqualTo(vector.get("secret_base32").asString());
      }
    }
    assertThat(checked).isEqualTo(6);
  }

  @Test
  void a_code_is_good_one_step_early_and_late_and_never_twice() {
    TotpSecret secret = TotpSecret.generate(new SeededRandom(1));
    long step = NOW.getEpochSecond() / 30;

    for (long other = step - 3; other <= step + 3; other++) {
      String code = Totp.code(secret, other);
      boolean near = Math.abs(other - step) <= 1;
      assertThat(Totp.match(secret, code, NOW, Totp.NEVER).isPresent()).as(code).isEqualTo(near);
      assertThat(Totp.match(secret, code, NOW, other)).as("again").isEmpty();
    }
    assertThat(Totp.match(secret, Totp.code(secret, step - 1), NOW, step))
        .as("an older one after a newer")
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0", "28708", "2870822", " 287082", "٢٨٧٠٨٢", "287082\n"})
  void what_is_no_code_matches_nothing(String typed) {
    assertThat(Totp.match(rfcSecret(), typed, Instant.ofEpochSecond(59), Totp.NEVER)).isEmpty();
  }

  @Test
  void a_sealed_secret_opens_in_its_own_place_alone() {
    FactorKey key = key(1);
    TotpSecret secret = TotpSecret.generate(new SeededRandom(2));
    ByteString sealed = key.seal(OrgId.DEFAULT, IDS.ana, IDS.one, secret);

    assertThat(key.open(OrgId.DEFAULT, IDS.ana, IDS.one, sealed).orElseThrow().reveal())
        .isEqualTo(secret.reveal());
    assertThat(key.open(OrgId.DEFAULT, IDS.ana, IDS.two, sealed)).isEmpty();
    assertThat(key.open(OrgId.DEFAULT, IDS.ben, IDS.one, sealed)).isEmpty();
    assertThat(key.open(new OrgId("other"), IDS.ana, IDS.one, sealed)).isEmpty();
    assertThat(key(3).open(OrgId.DEFAULT, IDS.ana, IDS.one, sealed)).isEmpty();
    byte[] bytes = sealed.toByteArray();
    for (int bit = 0; bit < bytes.length * 8; bit++) {
      byte[] flipped = bytes.clone();
      flipped[bit / 8] ^= (byte) (1 << bit % 8);
      assertThat(key.open(OrgId.DEFAULT, IDS.ana, IDS.one, ByteString.copyOf(flipped)))
          .as("bit %d", bit)
          .isEmpty();
    }
    assertThat(key.open(OrgId.DEFAULT, IDS.ana, IDS.one, ByteString.copyOf(new byte[3]))).isEmpty();
  }

  @Test
  void no_two_seals_are_alike() {
    FactorKey key = key(1);
    TotpSecret secret = TotpSecret.generate(new SeededRandom(2));

    assertThat(key.seal(OrgId.DEFAULT, IDS.ana, IDS.one, secret))
        .isNotEqualTo(key.seal(OrgId.DEFAULT, IDS.ana, IDS.one, secret));
  }

  @Test
  void recovery_codes_are_read_as_people_write_them() {
    SeededRandom random = new SeededRandom(5);
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < 200; i++) {
      RecoveryCode code = RecoveryCode.generate(random);
      String text = code.reveal();
      assertThat(text).matches("[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){3}");
      assertThat(seen.add(text)).isTrue();
      for (String typed :
          new String[] {
            text,
            text.toLowerCase(Locale.ROOT),
            text.replace("-", ""),
            text.replace('-', ' '),
            text.replace('0', 'O').replace('1', 'l')
          }) {
        assertThat(RecoveryCode.parse(typed).hash()).as(typed).isEqualTo(code.hash());
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "AAAA", "AAAA-AAAA-AAAA-AAAU", "AAAA-AAAA-AAAA-AAAA-A", "☃"})
  void what_is_no_recovery_code_is_refused(String typed) {
    assertThatThrownBy(() -> RecoveryCode.parse(typed))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> RecoveryCode.parse("-".repeat(100_000)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void five_wrong_tries_are_the_last_for_a_quarter_of_an_hour() {
    WrongTries tries = WrongTries.none(NOW);
    for (int i = 0; i < WrongTries.MAX; i++) {
      assertThat(tries.allowsAnother(NOW)).isTrue();
      tries = tries.plusOne(NOW);
    }

    assertThat(tries.allowsAnother(NOW)).isFalse();
    assertThat(tries.allowsAnother(NOW.plus(WrongTries.WITHIN).minusMillis(1))).isFalse();
    Instant later = NOW.plus(WrongTries.WITHIN);
    assertThat(tries.allowsAnother(later)).isTrue();
    assertThat(tries.plusOne(later)).isEqualTo(new WrongTries(1, later));
  }

  @Test
  void a_challenge_lives_five_minutes() {
    Challenge challenge =
        new Challenge(
            ChallengeId.generate(new SeededRandom(8)),
            new Challenge.Purpose.SignIn(),
            ByteString.copyOf(new byte[32]),
            "::1",
            NOW);

    assertThat(challenge.isOver(NOW.plusSeconds(299))).isFalse();
    assertThat(challenge.isOver(NOW.plus(Duration.ofMinutes(5)))).isTrue();
  }

  @Test
  void nothing_secret_prints() {
    TotpSecret secret = rfcSecret();
    RecoveryCode code = RecoveryCode.generate(new SeededRandom(9));

    assertThat(secret.toString()).isEqualTo("TotpSecret[redacted]");
    assertThat(code.toString()).isEqualTo("RecoveryCode[redacted]");
    assertThat(key(1).toString()).isEqualTo("FactorKey[redacted]");
  }

  private static TotpSecret rfcSecret() {
    return new TotpSecret(
        new SecretBytes("12345678901234567890".getBytes(StandardCharsets.US_ASCII)));
  }

  private static FactorKey key(long seed) {
    return new FactorKey(
        new SecretBytes(new SeededRandom(seed).next(FactorKey.BYTES)), new SeededRandom(seed + 50));
  }

  private static final class UserIds {
    final com.optalocal.accounts.domain.UserId ana = People.ANA.id();
    final com.optalocal.accounts.domain.UserId ben = People.BEN.id();
    final FactorId one = FactorId.generate(new SeededRandom(11));
    final FactorId two = FactorId.generate(new SeededRandom(12));
  }
}
