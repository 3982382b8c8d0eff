package com.optalocal.accounts.domain.license;

import static org.assertj.core.api.Assertions.assertThat;

import com.optalocal.accounts.domain.ByteString;
import com.optalocal.accounts.domain.SeededRandom;
import com.optalocal.accounts.domain.device.crypto.DeviceKeys;
import com.optalocal.accounts.domain.identity.People;
import com.optalocal.accounts.domain.license.crypto.MarkKey;
import java.time.Instant;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class SealedMarkTest {
  private static final LicenseAuthority VENDOR = LicenseFixture.vendor().authority();
  private static final LicenseAuthority ACME = LicenseFixture.own("acme").authority();
  private static final Instant NOW = LicenseFixture.ISSUED;
  private static final LicenseId ID = LicenseId.generate(new SeededRandom(1));

  private final MarkKey key = MarkKey.of(DeviceKeys.generate(new SeededRandom(8)));
  private final TimeMark mark = new TimeMark(NOW, NOW, 3, new TreeSet<>(java.util.Set.of(ID)));
  private final SealedMark sealed = SealedMark.seal(mark, People.ANA.id(), VENDOR, key);

  @Test
  void a_mark_opens_for_whom_and_what_it_was_sealed() {
    assertThat(sealed.open(People.ANA.id(), VENDOR, key)).contains(mark);
    assertThat(sealed.open(People.BEN.id(), VENDOR, key)).isEmpty();
    assertThat(sealed.open(People.ANA.id(), ACME, key)).isEmpty();
  }

  @Test
  void another_devices_mark_does_not_open() {
    MarkKey other = MarkKey.of(DeviceKeys.generate(new SeededRandom(9)));
    assertThat(sealed.open(People.ANA.id(), VENDOR, other)).isEmpty();
  }

  @Test
  void whoever_changes_a_mark_has_none() {
    TreeSet<LicenseId> more = new TreeSet<>(mark.licenses());
    more.add(LicenseId.generate(new SeededRandom(2)));
    for (TimeMark changed :
        java.util.List.of(
            new TimeMark(NOW.minusSeconds(1), NOW, 3, mark.licenses()),
            new TimeMark(NOW, NOW.plusSeconds(1), 3, mark.licenses()),
            new TimeMark(NOW, NOW, 2, mark.licenses()),
            new TimeMark(NOW, NOW, 3, more),
            new TimeMark(NOW, NOW, 3, new TreeSet<>()))) {
      assertThat(new SealedMark(changed, sealed.tag()).open(People.ANA.id(), VENDOR, key))
          .isEmpty();
    }
  }

  @Test
  void any_flipped_bit_of_the_tag_ends_it() {
    byte[] tag = sealed.tag().toByteArray();
    for (int bit = 0; bit < tag.length * 8; bit++) {
      byte[] flipped = tag.clone();
      flipped[bit / 8] ^= (byte) (1 << bit % 8);
      assertThat(
              new SealedMark(mark, ByteString.copyOf(flipped)).open(People.ANA.id(), VENDOR, key))
          .isEmpty();
    }
  }

  @Test
  void a_self_hosters_new_root_is_another_authority() {
    LicenseAuthority renewed =
        LicenseAuthority.own(FeaturePrefix.own("acme"), LicenseFixture.key(9).verificationKey());
    assertThat(renewed.name()).isNotEqualTo(ACME.name()).startsWith("acme/");
  }

  @Test
  void the_key_never_prints() {
    assertThat(key).hasToString("MarkKey[redacted]");
  }
}
