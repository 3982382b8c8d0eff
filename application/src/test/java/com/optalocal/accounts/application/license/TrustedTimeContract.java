package com.optalocal.accounts.application.license;

import static org.assertj.core.api.Assertions.assertThat;

import com.optalocal.accounts.domain.SeededRandom;
import com.optalocal.accounts.domain.UserId;
import com.optalocal.accounts.domain.device.crypto.DeviceKeys;
import com.optalocal.accounts.domain.identity.People;
import com.optalocal.accounts.domain.license.FeaturePrefix;
import com.optalocal.accounts.domain.license.LicenseAuthority;
import com.optalocal.accounts.domain.license.LicenseFixture;
import com.optalocal.accounts.domain.license.LicenseId;
import com.optalocal.accounts.domain.license.SealedMark;
import com.optalocal.accounts.domain.license.TimeMark;
import com.optalocal.accounts.domain.license.crypto.MarkKey;
import java.util.SortedSet;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

public abstract class TrustedTimeContract {
  protected static final UserId ANA = People.ANA.id();
  protected static final LicenseAuthority VENDOR = LicenseFixture.vendor().authority();
  private static final LicenseAuthority ACME = LicenseFixture.own("acme").authority();

  private final MarkKey key = MarkKey.of(DeviceKeys.generate(new SeededRandom(8)));

  /// An empty store.
  protected abstract TrustedTime time();

  protected SealedMark sealed(LicenseAuthority authority, long highest, long... ids) {
    SortedSet<LicenseId> licenses = new TreeSet<>();
    for (long id : ids) {
      licenses.add(LicenseId.generate(new SeededRandom(id)));
    }
    TimeMark mark =
        new TimeMark(
            LicenseFixture.ISSUED.plusSeconds(highest), LicenseFixture.ISSUED, 5, licenses);
    return SealedMark.seal(mark, ANA, authority, key);
  }

  protected boolean opens(SealedMark mark) {
    return mark.open(ANA, VENDOR, key).isPresent();
  }

  @Test
  void there_is_no_mark_at_first() {
    assertThat(time().find(ANA, VENDOR)).isEmpty();
  }

  @Test
  void a_mark_comes_back_as_it_was_and_still_opens() {
    for (SealedMark mark : new SealedMark[] {sealed(VENDOR, 60), sealed(VENDOR, 61, 1, 2, 3)}) {
      time().keep(ANA, VENDOR, mark);

      assertThat(time().find(ANA, VENDOR)).contains(mark);
      assertThat(time().find(ANA, VENDOR)).hasValueSatisfying(m -> assertThat(opens(m)).isTrue());
    }
  }

  @Test
  void a_mark_may_be_set_lower() {
    time().keep(ANA, VENDOR, sealed(VENDOR, 600));
    time().keep(ANA, VENDOR, sealed(VENDOR, -600));

    assertThat(time().find(ANA, VENDOR)).contains(sealed(VENDOR, -600));
  }

  @Test
  void users_and_authorities_share_nothing() {
    time().keep(ANA, VENDOR, sealed(VENDOR, 1));
    time().keep(ANA, ACME, sealed(ACME, 2));
    LicenseAuthority renewed =
        LicenseAuthority.own(FeaturePrefix.own("acme"), LicenseFixture.key(77).verificationKey());

    assertThat(time().find(ANA, VENDOR)).contains(sealed(VENDOR, 1));
    assertThat(time().find(ANA, ACME)).contains(sealed(ACME, 2));
    assertThat(time().find(ANA, renewed)).isEmpty();
    assertThat(time().find(People.BEN.id(), VENDOR)).isEmpty();
  }
}
