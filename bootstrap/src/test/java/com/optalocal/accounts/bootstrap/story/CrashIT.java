package com.optalocal.accounts.bootstrap.story;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/// kill -9 and races, between real programs.
class CrashIT {
  @Test
  void two_devices_that_push_at_once_lose_nothing() throws InterruptedException {
    try (TwoDevices devices = TwoDevices.joined()) {
      ConcurrentMap<String, Machine.Run> runs = new ConcurrentHashMap<>();
      List<Thread> writers = new ArrayList<>();
      for (Machine machine : List.of(devices.laptop, devices.desktop)) {
        String side = machine == devices.laptop ? "LAPTOP" : "DESKTOP";
        writers.add(
            Thread.ofPlatform()
                .start(() -> {
                  for (int i = 0; i < 6; i++) {
                    String name = side + "_" + i;
                    runs.put(
                        name,
                        machine.optaWith("value " + name, "account", "keys", "push", name, "-"));
                  }
                }));
      }
      for (Thread writer : writers) {
        writer.join();
      }
      runs.values().forEach(Machine.Run::succeeded);
      assertThat(names(devices.laptop)).containsAll(runs.keySet()).hasSize(12);
      devices.desktop.opta("account", "sync").succeeded();
      for (String name : runs.keySet()) {
        devices
            .desktop
            .opta("run", "--", "sh", "-c", "test \"$" + name + "\" = 'value " + name + "'")
            .succeeded();
      }
    }
  }

  @Test
  void a_portal_killed_during_pushes_keeps_all_it_acknowledged() throws InterruptedException {
    try (TwoDevices devices = TwoDevices.joined()) {
      Random random = new Random(20_261_122);
      List<String> acknowledged = new ArrayList<>();
      for (int round = 0; round < 4; round++) {
        List<String> mine = new ArrayList<>();
        int first = round * 10;
        Thread writer =
            Thread.ofPlatform()
                .start(() -> {
                  for (int i = first; i < first + 4; i++) {
                    Machine.Run run =
                        devices.laptop.optaWith("v", "account", "keys", "push", "KEY_" + i, "-");
                    if (run.exit() == 0) {
                      mine.add("KEY_" + i);
                    } else {
                      assertThat(run.exit()).as(run.out() + run.err()).isEqualTo(5);
                      assertThat(run.err()).doesNotContain("Exception", "\tat ");
                    }
                  }
                });
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100 + random.nextInt(900)));
        devices.portal.killAndRestart();
        writer.join();
        acknowledged.addAll(mine);
        assertThat(names(devices.laptop)).containsAll(acknowledged);
      }
      devices.desktop.opta("account", "sync").succeeded();
      devices.laptop.optaWith("v", "account", "keys", "push", "AFTER", "-").succeeded();
    }
  }

  @Test
  void a_daemon_killed_during_a_push_leaves_the_old_state_or_the_new() throws InterruptedException {
    try (TwoDevices devices = TwoDevices.joined()) {
      Random random = new Random(7);
      for (int round = 0; round < 5; round++) {
        String name = "KEY_" + round;
        ProcessHandle daemon = devices.laptop.daemon();
        Thread killer =
            Thread.ofPlatform()
                .start(() -> {
                  LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50 + random.nextInt(250)));
                  daemon.destroyForcibly();
                });
        Machine.Run run = devices.laptop.optaWith("v", "account", "keys", "push", name, "-");
        killer.join();
        assertThat(run.err()).doesNotContain("Exception", "\tat ");
        devices.laptop.opta("account", "sync").succeeded();
        if (run.exit() == 0) {
          assertThat(names(devices.laptop)).contains(name);
        }
        devices.laptop.optaWith("v2", "account", "keys", "push", name, "-").succeeded();
      }
    }
  }

  private static List<String> names(Machine machine) {
    return machine
        .opta("account", "keys", "list", "--json")
        .succeeded()
        .json()
        .objects("keys")
        .stream()
        .map(key -> key.text("name").orElseThrow())
        .toList();
  }
}
