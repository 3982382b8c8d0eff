package com.optalocal.accounts.adapters.keychain;

import com.optalocal.accounts.application.session.CustodyChoice.KeychainState;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/// An OS keychain that behaves, or misbehaves in the ways that were seen of real ones. Its entries
/// outlive the connections to it.
public final class FakeOsKeychain {
  /// How it answers.
  public enum Mood {
    FINE,
    /// `BackendNotSupportedException`: no D-Bus, or nobody on it.
    ABSENT,
    /// A locked keyring without a display: an exception that nobody documented.
    LOCKED,
    /// A locked keyring, asked to read: it looks empty, and writing fails.
    LOOKS_EMPTY,
    /// A prompt is up, and nobody answers it.
    PROMPTS,
    /// Reads, and takes nothing.
    READ_ONLY
  }

  private final Map<String, String> entries = new ConcurrentHashMap<>();
  private final AtomicInteger connections = new AtomicInteger();
  private volatile CountDownLatch prompt = new CountDownLatch(1);
  private volatile Mood mood = Mood.FINE;

  public static FakeOsKeychain in(KeychainState state) {
    FakeOsKeychain keychain = new FakeOsKeychain();
    keychain.become(
        switch (state) {
          case AVAILABLE -> Mood.FINE;
          case ABSENT -> Mood.ABSENT;
          case LOCKED -> Mood.LOCKED;
        });
    return keychain;
  }

  public void become(Mood next) {
    mood = next;
  }

  /// Whoever waits for a prompt goes on now.
  public void answerPrompt() {
    mood = Mood.FINE;
    prompt.countDown();
    prompt = new CountDownLatch(1);
  }

  /// By service and account, as in `opta ready`.
  public Map<String, String> entries() {
    return entries;
  }

  public int connections() {
    return connections.get();
  }

  public OsKeyring keyring(Duration patience, InstantSource clock) {
    return new OsKeyring(this::open, "opta", patience, clock);
  }

  private KeyringEntries open() throws KeyringEntries.Absent {
    if (mood == Mood.ABSENT) {
      throw new KeyringEntries.Absent(new IllegalStateException("no keychain"));
    }
    connections.incrementAndGet();
    return new Connection();
  }

  private final class Connection implements KeyringEntries {
    @Override
    public Optional<String> find(String account) {
      act();
      return mood == Mood.LOOKS_EMPTY
          ? Optional.empty()
          : Optional.ofNullable(entries.get("opta " + account));
    }

    @Override
    public void set(String account, String text) {
      act();
      refuseWrites();
      entries.put("opta " + account, text);
    }

    @Override
    public void delete(String account) {
      act();
      refuseWrites();
      if (entries.remove("opta " + account) == null) {
        throw new Refused(new IllegalStateException("no such entry"));
      }
    }

    @Override
    public void close() {
      connections.decrementAndGet();
    }

    private void act() {
      switch (mood) {
        case LOCKED, ABSENT -> throw new NullPointerException("undocumented");
        case PROMPTS -> {
          try {
            prompt.await();
          } catch (InterruptedException e) {
            throw new IllegalStateException(e);
          }
        }
        case FINE, LOOKS_EMPTY, READ_ONLY -> {
          // answers
        }
      }
    }

    private void refuseWrites() {
      switch (mood) {
        case READ_ONLY -> throw new Refused(new IllegalStateException("read-only"));
        case LOOKS_EMPTY -> throw new NullPointerException("undocumented");
        default -> {
          // takes it
        }
      }
    }
  }
}
