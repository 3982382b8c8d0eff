package com.optalocal.accounts.application.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.optalocal.accounts.domain.SecretBytes;
import com.optalocal.accounts.domain.vault.SecretName;
import com.optalocal.accounts.domain.vault.SecretValue;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/// What every [LiveKeys] keeps to.
public abstract class LiveKeysContract {
  private static final SecretName ANTHROPIC = new SecretName("ANTHROPIC_API_KEY");
  private static final SecretName LMX = new SecretName("LMX_TOKEN");

  protected abstract LiveKeys emptyLiveKeys();

  @Test
  void nothing_is_loaded_at_first() {
    LiveKeys live = emptyLiveKeys();
    assertThat(live.areLoaded()).isFalse();
    assertThat(live.names()).isEmpty();
    assertThat(live.copy(ANTHROPIC)).isEmpty();
  }

  @Test
  void it_holds_exactly_what_was_loaded_last() {
    LiveKeys live = emptyLiveKeys();
    live.replaceAll(Map.of(ANTHROPIC, value("a"), LMX, value("b")));
    live.replaceAll(Map.of(LMX, value("c")));
    assertThat(live.names()).containsExactly(LMX);
    assertThat(text(live, LMX)).contains("c");
    assertThat(live.copy(ANTHROPIC)).isEmpty();
  }

  @Test
  void a_vault_without_keys_counts_as_loaded() {
    LiveKeys live = emptyLiveKeys();
    live.replaceAll(Map.of());
    assertThat(live.areLoaded()).isTrue();
  }

  @Test
  void copies_are_the_callers_own() {
    LiveKeys live = emptyLiveKeys();
    live.replaceAll(Map.of(LMX, value("b")));
    live.copy(LMX).orElseThrow().close();
    assertThat(text(live, LMX)).contains("b");
  }

  @Test
  void what_it_took_over_is_wiped_when_it_is_replaced_and_when_all_is_wiped() {
    LiveKeys live = emptyLiveKeys();
    SecretValue first = value("a");
    SecretValue second = value("b");
    live.replaceAll(Map.of(LMX, first));
    live.replaceAll(Map.of(LMX, second));
    assertWiped(first);
    assertThat(text(live, LMX)).contains("b");
    live.wipe();
    assertWiped(second);
    assertThat(live.areLoaded()).isFalse();
    assertThat(live.names()).isEmpty();
    assertThat(live.copy(LMX)).isEmpty();
    live.wipe();
  }

  @Test
  void a_value_that_is_handed_over_again_lives_on() {
    LiveKeys live = emptyLiveKeys();
    SecretValue same = value("a");
    live.replaceAll(Map.of(LMX, same));
    live.replaceAll(Map.of(ANTHROPIC, same));
    assertThat(text(live, ANTHROPIC)).contains("a");
  }

  @Test
  void readers_and_writers_at_once_see_whole_values() throws Exception {
    LiveKeys live = emptyLiveKeys();
    try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
      List<Future<?>> work = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        boolean writes = i % 2 == 0;
        work.add(
            threads.submit(() -> {
              for (int round = 0; round < 500; round++) {
                if (writes) {
                  live.replaceAll(Map.of(LMX, value("round")));
                } else {
                  text(live, LMX).ifPresent(seen -> assertThat(seen).isEqualTo("round"));
                }
              }
            }));
      }
      for (Future<?> each : work) {
        each.get();
      }
    }
    assertThat(text(live, LMX)).contains("round");
  }

  private static SecretValue value(String text) {
    return new SecretValue(new SecretBytes(text.getBytes(StandardCharsets.UTF_8)));
  }

  private static Optional<String> text(LiveKeys live, SecretName name) {
    return live.copy(name)
        .map(copy -> {
          try (copy) {
            return copy.bytes().use(lent -> new String(lent, StandardCharsets.UTF_8));
          }
        });
  }

  private static void assertWiped(SecretValue value) {
    assertThatThrownBy(() -> value.bytes().use(lent -> lent.length))
        .isInstanceOf(IllegalStateException.class);
  }
}
