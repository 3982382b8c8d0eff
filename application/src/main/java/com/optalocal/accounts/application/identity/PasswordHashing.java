package com.optalocal.accounts.application.identity;

import com.optalocal.accounts.domain.RandomBytes;
import com.optalocal.accounts.domain.identity.Password;
import com.optalocal.accounts.domain.identity.PasswordHash;
import com.optalocal.accounts.domain.identity.crypto.Argon2Passwords;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/// Hashes and compares passwords, a bounded number at once, so that a flood of sign-ins takes
/// neither all memory nor all cores. Callers wait their turn in order.
public final class PasswordHashing {
  private final RandomBytes random;
  private final Semaphore turns;
  private final PasswordHash decoy;

  /// @param atOnce how many may run in parallel; cores − 1 leaves one for everything else
  public PasswordHashing(RandomBytes random, int atOnce) {
    this.random = random;
    this.turns = new Semaphore(atOnce, true);
    this.decoy =
        new PasswordHash(
            "$argon2id$v=19$m=19456,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA"
                + "$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA");
  }

  public PasswordHash hash(Password password) {
    return inTurn(() -> Argon2Passwords.hash(password, random));
  }

  /// Whether `password` is the one behind `hash`. Takes as long when there is no hash at all, so
  /// that timing does not tell who has an account.
  public boolean matches(Password password, Optional<PasswordHash> hash) {
    return inTurn(() -> Argon2Passwords.matches(password, hash.orElse(decoy))) && hash.isPresent();
  }

  private <T> T inTurn(Supplier<T> work) {
    turns.acquireUninterruptibly();
    try {
      return work.get();
    } finally {
      turns.release();
    }
  }
}
