package com.optalocal.accounts.adapters.http.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class DeferredTest {
  private final List<String> done = new CopyOnWriteArrayList<>();

  @Test
  void what_fails_keeps_nobody_else_from_running() {
    try (Deferred later = new Deferred("test", 1, 10)) {
      later.execute(() -> {
        throw new IllegalStateException("on purpose");
      });
      later.execute(() -> done.add("after it"));
    }

    assertThat(done).containsExactly("after it");
  }

  @Test
  void what_there_is_no_room_for_is_dropped_and_nobody_waits() throws InterruptedException {
    CountDownLatch busy = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    try (Deferred later = new Deferred("test", 1, 1)) {
      later.execute(() -> {
        busy.countDown();
        awaited(go);
        done.add("first");
      });
      assertThat(busy.await(10, TimeUnit.SECONDS)).isTrue();
      later.execute(() -> done.add("waiting"));
      later.execute(() -> done.add("dropped"));
      go.countDown();
    }

    assertThat(done).containsExactly("first", "waiting");
  }

  private static void awaited(CountDownLatch latch) {
    try {
      assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
