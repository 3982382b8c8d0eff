package com.optalocal.accounts.bootstrap.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.optalocal.accounts.adapters.http.JsonValue;
import com.optalocal.accounts.bootstrap.command.CommandFailed;
import com.optalocal.accounts.bootstrap.command.ExitCode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WaitingDevicesTest {
  private static final JsonValue.Fields DESKTOP = waiting("desktop", "3fa2c1", false);
  private static final JsonValue.Fields TABLET = waiting("tablet", "77b0e4", true);
  private static final List<JsonValue.Fields> BOTH = List.of(DESKTOP, TABLET);

  private static JsonValue.Fields waiting(String name, String shortId, boolean current) {
    return JsonValue.fields()
        .put("request", shortId + "-whole")
        .put("shortId", shortId)
        .put("deviceName", name)
        .put("created", Instant.now().toString())
        .put("current", current)
        .build();
  }

  @Test
  void each_is_listed_with_its_age_and_request_and_ones_own_is_marked() {
    assertThat(WaitingDevices.rows(BOTH))
        .containsExactly(
            "  WAITS    ASKED     REQUEST",
            "  desktop  just now  3fa2c1",
            "  tablet   just now  77b0e4   this device");
  }

  @ParameterizedTest
  @ValueSource(strings = {"desktop", "3fa2c1", "3FA2C1", "3fa2c1-whole"})
  void one_is_named_by_its_device_or_its_request(String wanted) {
    assertThat(WaitingDevices.choose(BOTH, Optional.of(wanted))).isEqualTo(DESKTOP);
  }

  @Test
  void the_only_one_needs_no_name() {
    assertThat(WaitingDevices.choose(List.of(TABLET), Optional.empty())).isEqualTo(TABLET);
  }

  @Test
  void several_are_told_apart() {
    assertThatThrownBy(() -> WaitingDevices.choose(BOTH, Optional.empty()))
        .isInstanceOfSatisfying(
            CommandFailed.class,
            failed -> {
              assertThat(failed.exit()).isEqualTo(ExitCode.USAGE);
              assertThat(failed.why())
                  .isEqualTo("3fa2c1 (desktop, just now), 77b0e4 (tablet, just now)");
              assertThat(failed.next()).contains("opta devices approve REQUEST");
            });
  }

  @Test
  void an_unknown_one_is_never_replaced_by_another() {
    assertThatThrownBy(() -> WaitingDevices.choose(List.of(TABLET), Optional.of("desktop")))
        .isInstanceOfSatisfying(
            CommandFailed.class, failed -> assertThat(failed.code()).isEqualTo("nothing_waits"));
  }
}
