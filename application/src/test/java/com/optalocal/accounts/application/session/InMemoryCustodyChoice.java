package com.optalocal.accounts.application.session;

import com.optalocal.accounts.application.CustodyUnavailable;
import com.optalocal.accounts.domain.SecretBytes;
import com.optalocal.accounts.domain.device.Custody;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A choice on a machine whose keychain is in a given state. Tests say when something was kept.
public final class InMemoryCustodyChoice implements CustodyChoice {
  /// What a restart leaves.
  private static final class Disk {
    private @Nullable Choice recorded;
    private @Nullable SecretBytes passphrase;
  }

  private final KeychainState state;
  private final Disk disk;
  private @Nullable Choice inForce;
  private @Nullable SecretBytes opened;
  private boolean kept;

  public InMemoryCustodyChoice(KeychainState state) {
    this(state, new Disk());
  }

  private InMemoryCustodyChoice(KeychainState state, Disk disk) {
    this.state = state;
    this.disk = disk;
  }

  @Override
  public synchronized Optional<Choice> current() {
    return Optional.ofNullable(inForce != null ? inForce : disk.recorded);
  }

  @Override
  public KeychainState keychain() {
    return state;
  }

  @Override
  public synchronized Outcome choose(Choice choice, Optional<SecretBytes> passphrase) {
    boolean isFinal = kept || disk.recorded != null;
    boolean same = current().filter(now -> now.custody() == choice.custody()).isPresent();
    if (isFinal && !same) {
      return Outcome.FIXED;
    }
    open(choice.custody(), passphrase);
    inForce = choice;
    if (disk.recorded != null) {
      disk.recorded = choice;
    }
    return Outcome.CHOSEN;
  }

  /// The first secret was kept: the choice is final.
  public synchronized void keepSomething() {
    kept = true;
    if (inForce != null && inForce.custody() != Custody.MEMORY) {
      disk.recorded = inForce;
      disk.passphrase = opened;
    }
  }

  /// The same machine after a restart.
  public synchronized InMemoryCustodyChoice restarted() {
    return new InMemoryCustodyChoice(state, disk);
  }

  private void open(Custody custody, Optional<SecretBytes> passphrase) {
    switch (custody) {
      case KEYCHAIN -> {
        switch (state) {
          case AVAILABLE -> opened = null;
          case ABSENT -> throw trouble(CustodyUnavailable.Reason.ABSENT);
          case LOCKED -> throw trouble(CustodyUnavailable.Reason.LOCKED);
        }
      }
      case PASSPHRASE_FILE -> {
        if (passphrase.isEmpty() && opened == null) {
          throw trouble(CustodyUnavailable.Reason.PASSPHRASE_NEEDED);
        }
        SecretBytes right = disk.passphrase;
        if (passphrase.isPresent()) {
          if (right != null && !right.constantTimeEquals(passphrase.get())) {
            throw trouble(CustodyUnavailable.Reason.WRONG_PASSPHRASE);
          }
          opened = passphrase.get().copy();
        }
      }
      case PLAIN_FILE, MEMORY -> opened = null;
    }
  }

  private static CustodyUnavailable trouble(CustodyUnavailable.Reason reason) {
    return new CustodyUnavailable(reason, "memory");
  }
}
