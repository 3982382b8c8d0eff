package com.optalocal.accounts.bootstrap.license;

import static org.assertj.core.api.Assertions.assertThat;

import com.optalocal.accounts.adapters.http.JsonValue;
import com.optalocal.accounts.adapters.http.license.LicenseJson;
import com.optalocal.accounts.domain.license.License;
import com.optalocal.accounts.domain.license.LicenseFixture;
import com.optalocal.accounts.domain.license.LicenseVerdict;
import com.optalocal.accounts.domain.license.LicenseVerdict.Cause;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LicenseLinesTest {
  private static final License LICENSE =
      License.parse(LicenseFixture.vendor().license(1, Optional.empty()));

  private static List<String> lines(LicenseVerdict verdict) {
    return LicenseLines.of(LicenseJson.verdict(verdict));
  }

  @Test
  void a_license_that_works_reads_as_it_was_promised() {
    assertThat(lines(new LicenseVerdict.Active(LICENSE, Duration.ofDays(14))))
        .containsExactly(
            "License: Opta Pro (Active)",
            "Air-Gap Validity: 14 days remaining",
            "Features Unlocked: [LMX, Desktop, CEO Mode, Atpo]");
    assertThat(lines(new LicenseVerdict.Active(LICENSE, Duration.ofHours(3))).get(1))
        .isEqualTo("Air-Gap Validity: 1 day remaining");
  }

  @Test
  void each_other_verdict_says_what_it_is() {
    assertThat(lines(new LicenseVerdict.Grace(LICENSE, Cause.AIR_GAP, LicenseFixture.NOT_AFTER)))
        .containsExactly(
            "License: Opta Pro (Grace)",
            "Air-Gap Validity: over, tolerated until 2027-11-22T10:00:00Z; none until the next"
                + " contact; run: opta license refresh",
            "Features Unlocked: [LMX, Desktop, CEO Mode, Atpo]");
    for (LicenseVerdict unusable :
        List.of(
            new LicenseVerdict.Expired(LICENSE, Cause.TERM),
            new LicenseVerdict.Expired(LICENSE, Cause.KEYS),
            new LicenseVerdict.Expired(LICENSE, Cause.REVOKED),
            new LicenseVerdict.NotYetValid(LICENSE, LicenseFixture.ISSUED),
            new LicenseVerdict.WrongDevice(LICENSE),
            new LicenseVerdict.ClockRolledBack(LICENSE, LicenseFixture.ISSUED),
            new LicenseVerdict.Forged())) {
      assertThat(lines(unusable)).hasSize(3).last().isEqualTo("Features Unlocked: []");
      assertThat(lines(unusable).getFirst()).doesNotContain("Active").doesNotContain("(Unknown)");
    }
    assertThat(LicenseLines.of(JsonValue.fields().put("state", "of the future").build()).getFirst())
        .isEqualTo("License: unknown (Unknown)");
  }
}
