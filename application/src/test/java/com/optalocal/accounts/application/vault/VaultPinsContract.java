package com.optalocal.accounts.application.vault;

import static org.assertj.core.api.Assertions.assertThat;

import com.optalocal.accounts.domain.UserId;
import com.optalocal.accounts.domain.device.VaultId;
import com.optalocal.accounts.domain.identity.People;
import com.optalocal.accounts.domain.note.crypto.Sha256;
import com.optalocal.accounts.domain.vault.VaultPin;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

public abstract class VaultPinsContract {
  private static final UserId ANA = People.ANA.id();

  /// An empty store.
  protected abstract VaultPins pins();

  @Test
  void nothing_is_pinned_at_first() {
    assertThat(pins().load(ANA)).isEmpty();
  }

  @Test
  void a_pin_comes_back_as_it_was() {
    pins().advance(ANA, pin(4));

    assertThat(pins().load(ANA)).contains(pin(4));
  }

  @Test
  void a_pin_moves_forward_and_never_back() {
    pins().advance(ANA, pin(4));
    pins().advance(ANA, pin(6));
    pins().advance(ANA, pin(5));

    assertThat(pins().load(ANA)).contains(pin(6));
  }

  @Test
  void a_longer_chain_at_the_same_seq_is_pinned() {
    VaultPin before = pin(4);
    VaultPin joined =
        new VaultPin(before.vault(), Sha256.of("next head"), before.epoch(), 4, before.manifest());
    pins().advance(ANA, before);
    pins().advance(ANA, joined);

    assertThat(pins().load(ANA)).contains(joined);
  }

  @Test
  void another_vault_never_takes_the_place_of_the_pinned_one() {
    pins().advance(ANA, pin(4));
    pins()
        .advance(
            ANA,
            new VaultPin(new VaultId(Sha256.of("other")), Sha256.of("h"), 0, 9, Sha256.of("m")));

    assertThat(pins().load(ANA)).contains(pin(4));
  }

  @Test
  void users_do_not_share_pins() {
    pins().advance(ANA, pin(4));

    assertThat(pins().load(People.BEN.id())).isEmpty();
  }

  @Test
  void of_many_writers_at_once_the_highest_stays() throws Exception {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> running = new ArrayList<>();
      for (int i = 0; i < 32; i++) {
        long seq = (i * 7L) % 32;
        running.add(threads.submit(() -> pins().advance(ANA, pin(seq))));
      }
      for (Future<?> writer : running) {
        writer.get();
      }
    }

    assertThat(pins().load(ANA)).contains(pin(31));
  }

  /// The pin of one vault at `seq`.
  public static VaultPin pin(long seq) {
    return new VaultPin(
        new VaultId(Sha256.of("vault")), Sha256.of("head"), 0, seq, Sha256.of("manifest " + seq));
  }
}
