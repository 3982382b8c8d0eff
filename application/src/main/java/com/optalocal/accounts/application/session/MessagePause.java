package com.optalocal.accounts.application.session;

import com.optalocal.accounts.domain.identity.Address;
import com.optalocal.accounts.domain.identity.MessagePurpose;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// How soon one address gets a message of one slot again. Asked before anybody is looked up, so
/// that the answer tells nothing about who has an account. In memory, and about the newest 10,000
/// addresses only; thread-safe.
public final class MessagePause {
  private static final int REMEMBERED = 10_000;

  private final Duration pause;
  private final InstantSource clock;
  private final Map<Key, Instant> last = new LinkedHashMap<>();

  private record Key(String slot, Address address) {}

  /// @param pause zero for none
  public MessagePause(Duration pause, InstantSource clock) {
    this.pause = pause;
    this.clock = clock;
  }

  /// Empty if a message may go out now, which counts as one that did; else how long to wait.
  public synchronized Optional<Duration> admit(MessagePurpose purpose, Address address) {
    Instant now = clock.instant();
    Key key = new Key(purpose.slot(), address);
    Instant before = last.get(key);
    if (before != null && now.isBefore(before.plus(pause))) {
      return Optional.of(Duration.between(now, before.plus(pause)));
    }
    last.remove(key);
    last.put(key, now);
    if (last.size() > REMEMBERED) {
      last.remove(last.keySet().iterator().next());
    }
    return Optional.empty();
  }
}
