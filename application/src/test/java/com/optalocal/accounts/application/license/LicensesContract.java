package com.optalocal.accounts.application.license;

import static com.optalocal.accounts.domain.organization.OrgId.DEFAULT;
import static org.assertj.core.api.Assertions.assertThat;

import com.optalocal.accounts.domain.license.FeaturePrefix;
import com.optalocal.accounts.domain.license.License;
import com.optalocal.accounts.domain.license.LicenseFixture;
import com.optalocal.accounts.domain.license.LicenseKeys;
import com.optalocal.accounts.domain.organization.OrgId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

public abstract class LicensesContract {
  private static final LicenseFixture VENDOR = LicenseFixture.vendor();
  private static final LicenseFixture ACME = LicenseFixture.own("acme");
  private static final Instant NOW = LicenseFixture.ISSUED;
  private static final License ONE = license(1);
  private static final License TWO = license(2);

  protected abstract Licenses licenses();

  /// An organization that exists beside `default`.
  protected abstract OrgId otherOrganization();

  private static License license(long seed) {
    return License.parse(VENDOR.license(seed, Optional.empty()));
  }

  private static LicenseKeys keys(LicenseFixture of, long version) {
    return LicenseKeys.verify(of.keys(version), of.authority()).orElseThrow();
  }

  @Test
  void there_is_nothing_at_first() {
    assertThat(licenses().list(DEFAULT)).isEmpty();
    assertThat(licenses().keys(DEFAULT)).isEmpty();
    assertThat(licenses().keys(DEFAULT, FeaturePrefix.VENDOR)).isEmpty();
  }

  @Test
  void a_license_comes_back_as_it_was_the_newest_first() {
    assertThat(licenses().add(DEFAULT, ONE, NOW)).isTrue();
    assertThat(licenses().add(DEFAULT, TWO, NOW.plusSeconds(1))).isTrue();

    assertThat(licenses().list(DEFAULT))
        .containsExactly(
            new Licenses.Kept(TWO, NOW.plusSeconds(1), Optional.empty()),
            new Licenses.Kept(ONE, NOW, Optional.empty()));
  }

  @Test
  void an_id_is_taken_once() {
    licenses().add(DEFAULT, ONE, NOW);

    assertThat(licenses().add(DEFAULT, ONE, NOW.plusSeconds(1))).isFalse();
    assertThat(licenses().list(DEFAULT)).hasSize(1);
  }

  @Test
  void a_license_is_taken_back_once_and_stays_in_the_list() {
    licenses().add(DEFAULT, ONE, NOW);
    licenses().add(DEFAULT, TWO, NOW);

    assertThat(licenses().revoke(DEFAULT, ONE.id(), NOW.plusSeconds(5))).isTrue();
    assertThat(licenses().revoke(DEFAULT, ONE.id(), NOW.plusSeconds(9))).isFalse();
    assertThat(licenses().list(DEFAULT))
        .containsExactlyInAnyOrder(
            new Licenses.Kept(ONE, NOW, Optional.of(NOW.plusSeconds(5))),
            new Licenses.Kept(TWO, NOW, Optional.empty()));
    assertThat(licenses().revoke(DEFAULT, license(3).id(), NOW)).isFalse();
  }

  @Test
  void a_key_list_is_replaced_by_a_higher_version_alone() {
    assertThat(licenses().putKeys(DEFAULT, keys(VENDOR, 3))).isTrue();
    assertThat(licenses().putKeys(DEFAULT, keys(VENDOR, 3))).isFalse();
    assertThat(licenses().putKeys(DEFAULT, keys(VENDOR, 2))).isFalse();
    assertThat(licenses().keys(DEFAULT, FeaturePrefix.VENDOR)).contains(keys(VENDOR, 3));

    assertThat(licenses().putKeys(DEFAULT, keys(VENDOR, 12))).isTrue();
    assertThat(licenses().keys(DEFAULT, FeaturePrefix.VENDOR)).contains(keys(VENDOR, 12));
  }

  @Test
  void each_prefix_has_its_own_list() {
    licenses().putKeys(DEFAULT, keys(ACME, 1));
    licenses().putKeys(DEFAULT, keys(VENDOR, 7));

    assertThat(licenses().keys(DEFAULT)).isEqualTo(List.of(keys(VENDOR, 7), keys(ACME, 1)));
    assertThat(licenses().keys(DEFAULT, FeaturePrefix.own("acme"))).contains(keys(ACME, 1));
  }

  @Test
  void organizations_share_nothing() {
    OrgId other = otherOrganization();
    licenses().add(DEFAULT, ONE, NOW);
    licenses().putKeys(DEFAULT, keys(VENDOR, 1));

    assertThat(licenses().list(other)).isEmpty();
    assertThat(licenses().keys(other)).isEmpty();
    assertThat(licenses().revoke(other, ONE.id(), NOW)).isFalse();
    assertThat(licenses().add(other, ONE, NOW)).isTrue();
  }
}
