package com.optalocal.accounts.adapters.keychain;

import com.optalocal.accounts.application.CustodyUnavailable;
import com.optalocal.accounts.application.CustodyUnavailable.Reason;
import com.optalocal.accounts.application.session.CustodyChoice.KeychainState;
import com.optalocal.accounts.domain.note.crypto.Sha256;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// This machine's OS keychain, made dependable: every call answers within its patience, one at a
/// time, and says "not there" only after the keychain has proved that it does answer.
///
/// The proof is an entry `ready` of no worth: the library reports a locked keychain as an empty
/// one, and a device that believed it would make itself new keys.
public final class OsKeyring implements AutoCloseable {
  /// How long a locked keychain may keep a person waiting.
  public static final Duration PATIENCE = Duration.ofSeconds(3);

  private static final Duration ABSENCE_BELIEVED = Duration.ofSeconds(10);
  private static final String READY = "ready";

  private final KeyringEntries.Opener opener;
  private final String service;
  private final Duration patience;
  private final InstantSource clock;
  private final Semaphore lane = new Semaphore(1);
  private volatile boolean stuck;
  private volatile @Nullable Instant absentUntil;
  private volatile @Nullable KeyringEntries open;

  public OsKeyring(String service, Duration patience, InstantSource clock) {
    this(() -> JavaKeyringEntries.open(service), service, patience, clock);
  }

  OsKeyring(KeyringEntries.Opener opener, String service, Duration patience, InstantSource clock) {
    this.opener = opener;
    this.service = service;
    this.patience = patience;
    this.clock = clock;
  }

  /// `opta` for the default folder and account; else `opta:` and 8 hex digits of SHA-256 over both,
  /// so that two homes or accounts never overwrite each other's entries.
  ///
  /// @param account empty for the default account
  public static String service(Path configFolder, Path defaultConfigFolder, String account) {
    Path folder = configFolder.toAbsolutePath().normalize();
    if (account.isEmpty() && folder.equals(defaultConfigFolder.toAbsolutePath().normalize())) {
      return "opta";
    }
    byte[] both = (folder + "\0" + account).getBytes(StandardCharsets.UTF_8);
    return "opta:" + HexFormat.of().formatHex(Arrays.copyOf(Sha256.of(both).toByteArray(), 4));
  }

  /// Asks it now.
  public KeychainState state() {
    absentUntil = null;
    try {
      return call(this::answers) ? KeychainState.AVAILABLE : KeychainState.LOCKED;
    } catch (CustodyUnavailable e) {
      return e.reason() == Reason.ABSENT ? KeychainState.ABSENT : KeychainState.LOCKED;
    }
  }

  /// False if there is none on this machine; true if there is one, locked or not.
  public boolean isThere() {
    try {
      return call(entries -> true);
    } catch (CustodyUnavailable e) {
      return e.reason() != Reason.ABSENT;
    }
  }

  /// @throws CustodyUnavailable absent, locked
  public Optional<String> get(String account) {
    return call(entries -> {
      Optional<String> found = entries.find(account);
      if (found.isEmpty() && !answers(entries)) {
        throw trouble(Reason.LOCKED);
      }
      return found;
    });
  }

  /// @throws CustodyUnavailable absent, locked, refused; then nothing is written later either
  public void put(String account, String text) {
    AtomicBoolean decided = new AtomicBoolean();
    call(
        decided,
        entries -> {
          entries.find(account); // any prompt comes up here, where giving up is still harmless
          if (!decided.compareAndSet(false, true)) {
            throw trouble(Reason.LOCKED);
          }
          entries.set(account, text);
          return account;
        });
  }

  /// Removes an entry; one that is not there is fine.
  ///
  /// @throws CustodyUnavailable absent, locked, refused
  public void remove(String account) {
    if (get(account).isPresent()) {
      call(entries -> {
        entries.delete(account);
        return account;
      });
    }
  }

  private boolean answers(KeyringEntries entries) {
    if (entries.find(READY).isPresent()) {
      return true;
    }
    if (stuck) {
      return false;
    }
    entries.set(READY, "opta");
    return entries.find(READY).isPresent();
  }

  private <T> T call(Function<KeyringEntries, T> action) {
    return call(new AtomicBoolean(), action);
  }

  /// Runs `action` on a thread that may hang without holding anybody up.
  ///
  /// @param decided set by whoever is first: the action, when it begins to change something, or
  ///   this method, when it gives up before that
  private <T> T call(AtomicBoolean decided, Function<KeyringEntries, T> action) {
    Instant believed = absentUntil;
    if (believed != null && clock.instant().isBefore(believed)) {
      throw trouble(Reason.ABSENT);
    }
    CompletableFuture<T> answer = new CompletableFuture<>();
    try {
      if (stuck || !lane.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS)) {
        throw trouble(Reason.LOCKED);
      }
      Thread.ofPlatform().daemon().name("opta-keychain").start(() -> run(action, answer));
      return await(answer, decided);
    } catch (TimeoutException e) {
      markStuck(answer);
      throw trouble(Reason.LOCKED);
    } catch (InterruptedException e) {
      markStuck(answer);
      Thread.currentThread().interrupt();
      throw trouble(Reason.LOCKED);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof CustodyUnavailable known ? known : trouble(Reason.LOCKED);
    }
  }

  private <T> T await(CompletableFuture<T> answer, AtomicBoolean decided)
      throws InterruptedException, ExecutionException, TimeoutException {
    try {
      return answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      if (decided.compareAndSet(false, true)) {
        throw e;
      }
      return answer.get(patience.toMillis(), TimeUnit.MILLISECONDS); // it is being written
    }
  }

  /// Later calls fail at once instead of queueing behind this one, until it ends.
  private void markStuck(CompletableFuture<?> answer) {
    stuck = true;
    if (answer.isDone()) {
      stuck = false;
    }
  }

  private <T> void run(Function<KeyringEntries, T> action, CompletableFuture<T> answer) {
    try {
      KeyringEntries entries = open;
      if (entries == null) {
        entries = opener.open();
        open = entries;
      }
      answer.complete(action.apply(entries));
    } catch (KeyringEntries.Absent | LinkageError e) { // the latter: no native library for it here
      absentUntil = clock.instant().plus(ABSENCE_BELIEVED);
      answer.completeExceptionally(trouble(Reason.ABSENT, e));
    } catch (KeyringEntries.Refused e) {
      answer.completeExceptionally(trouble(Reason.REFUSED, e));
    } catch (CustodyUnavailable e) {
      answer.completeExceptionally(e);
    } catch (RuntimeException undocumented) {
      // a locked keychain without a display is a NullPointerException; a broken D-Bus connection
      // has other names; in any case the connection is not worth keeping
      disconnect();
      answer.completeExceptionally(trouble(Reason.LOCKED, undocumented));
    } finally {
      stuck = false;
      lane.release();
    }
  }

  private void disconnect() {
    KeyringEntries broken = open;
    open = null;
    if (broken != null) {
      broken.close();
    }
  }

  private CustodyUnavailable trouble(Reason reason, Throwable cause) {
    CustodyUnavailable trouble = trouble(reason);
    trouble.initCause(cause);
    return trouble;
  }

  private CustodyUnavailable trouble(Reason reason) {
    return new CustodyUnavailable(
        reason,
        switch (reason) {
          case ABSENT -> "choose where to keep this machine's keys with --custody";
          case LOCKED -> "unlock it (service " + service + ") and try again";
          default -> "service " + service;
        });
  }

  /// Gives the connection back. If a call is stuck in a prompt, the library's threads outlive this:
  /// a program ends by `exit`, not by falling off its end.
  @Override
  public void close() {
    disconnect();
  }
}
