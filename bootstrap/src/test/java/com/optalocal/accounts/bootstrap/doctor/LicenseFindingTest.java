package com.optalocal.accounts.bootstrap.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import com.optalocal.accounts.adapters.http.JsonValue;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LicenseFindingTest {
  @ParameterizedTest
  @CsvSource({
    "active, GOOD, it works, ''",
    "grace, NOTE, tolerated until soon, license refresh",
    "expired, BAD, has expired, license refresh",
    "clock-rolled-back, BAD, clock is behind, Set this machine's clock",
    "forged, BAD, not signed by an issuer, license refresh",
    "wrong-device, BAD, another device, whoever issued it",
    "not-yet-valid, NOTE, begins later, ''"
  })
  void each_standing_is_told_with_what_mends_it(
      String state, Finding.Level level, String text, String next) {
    Finding finding = LicenseFinding.of(status(license(state, ""))).orElseThrow();

    assertThat(finding.level()).isEqualTo(level);
    assertThat(finding.text()).contains(text);
    assertThat(finding.next()).contains(next);
  }

  @Test
  void one_that_ended_is_not_mended_by_asking_again() {
    assertThat(LicenseFinding.of(status(license("expired", "term"))).orElseThrow().next())
        .contains("a new one")
        .doesNotContain("refresh");
  }

  @Test
  void the_worst_one_is_told() {
    Finding finding =
        LicenseFinding.of(
                status(license("active", ""), license("grace", ""), license("expired", "term")))
            .orElseThrow();

    assertThat(finding.text()).contains("has expired");
  }

  @Test
  void none_is_no_fault_and_an_unenrolled_device_says_nothing() {
    assertThat(LicenseFinding.of(status()).orElseThrow().level()).isEqualTo(Finding.Level.NOTE);
    assertThat(LicenseFinding.of(JsonValue.fields().put("enrolled", false).build()))
        .isEqualTo(Optional.empty());
  }

  private static JsonValue.Fields status(JsonValue.Fields... licenses) {
    List<JsonValue> all = List.copyOf(Arrays.asList(licenses));
    return JsonValue.fields()
        .put("enrolled", true)
        .put("licenses", new JsonValue.Array(all))
        .build();
  }

  private static JsonValue.Fields license(String state, String cause) {
    return JsonValue.fields()
        .put("product", "Opta Pro")
        .put("state", state)
        .put("cause", cause)
        .put("usable", state.equals("active") || state.equals("grace"))
        .build();
  }
}
