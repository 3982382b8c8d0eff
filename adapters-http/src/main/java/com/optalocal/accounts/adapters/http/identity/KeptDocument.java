package com.optalocal.accounts.adapters.http.identity;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Something that a provider publishes, kept for an hour. However often somebody asks, the provider
/// is asked no sooner than ten seconds after the last time. If it fails, what it said before counts
/// on. Thread-safe.
final class KeptDocument<T> {
  static final Duration KEPT = Duration.ofHours(1);
  static final Duration BETWEEN = Duration.ofSeconds(10);
  private static final Logger LOG = LoggerFactory.getLogger(KeptDocument.class);

  /// Where it comes from.
  interface Source<T> {
    T fetch() throws IOException;
  }

  private final Source<T> source;
  private final InstantSource clock;
  private final ReentrantLock lock = new ReentrantLock();
  private @Nullable T kept;
  private Instant keptAt = Instant.MIN;
  private Instant triedAt = Instant.MIN;

  KeptDocument(Source<T> source, InstantSource clock) {
    this.source = source;
    this.clock = clock;
  }

  Optional<T> get() {
    return get(KEPT);
  }

  /// The document after another look at the provider, as far as one is due.
  Optional<T> anew() {
    return get(BETWEEN);
  }

  private Optional<T> get(Duration age) {
    lock.lock();
    try {
      Instant now = clock.instant();
      boolean old = keptAt.equals(Instant.MIN) || !now.isBefore(keptAt.plus(age));
      boolean due = triedAt.equals(Instant.MIN) || !now.isBefore(triedAt.plus(BETWEEN));
      if (old && due) {
        triedAt = now;
        kept = source.fetch();
        keptAt = now;
      }
    } catch (IOException e) {
      LOG.warn("An identity provider does not answer as it should: {}", e.getMessage());
    } finally {
      lock.unlock();
    }
    return Optional.ofNullable(kept);
  }
}
