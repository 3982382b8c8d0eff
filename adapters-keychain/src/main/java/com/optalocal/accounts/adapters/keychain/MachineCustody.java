package com.optalocal.accounts.adapters.keychain;

import com.optalocal.accounts.application.CustodyUnavailable;
import com.optalocal.accounts.application.CustodyUnavailable.Reason;
import com.optalocal.accounts.application.session.CustodyChoice;
import com.optalocal.accounts.domain.RandomBytes;
import com.optalocal.accounts.domain.SecretBytes;
import com.optalocal.accounts.domain.UserId;
import com.optalocal.accounts.domain.device.Custody;
import com.optalocal.accounts.domain.device.EnrolledDevice;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The custody of this machine: one choice among four technologies, and the record of it in
/// `device.json`. Whatever fails, none stands in for another.
public final class MachineCustody implements CustodyChoice {
  /// A choice with its custody open.
  private record InForce(Choice choice, SecretSlots slots) {}

  private final PrivateFolder folder;
  private final DeviceFile file;
  private final OsKeyring keyring;
  private final RandomBytes random;
  private final PassphraseSeal.Stretch stretch;
  private final ReentrantLock lock = new ReentrantLock(); // always taken before the folder's
  private volatile @Nullable InForce inForce;

  public MachineCustody(PrivateFolder folder, OsKeyring keyring, RandomBytes random) {
    this(folder, keyring, random, PassphraseSeal::argon2id);
  }

  MachineCustody(
      PrivateFolder folder, OsKeyring keyring, RandomBytes random, PassphraseSeal.Stretch stretch) {
    this.stretch = stretch;
    this.folder = folder;
    this.file = new DeviceFile(folder);
    this.keyring = keyring;
    this.random = random;
  }

  @Override
  public Optional<Choice> current() {
    InForce now = inForce;
    return now != null ? Optional.of(now.choice()) : file.read().map(DeviceFile.Content::choice);
  }

  @Override
  public KeychainState keychain() {
    return keyring.state();
  }

  @Override
  public Outcome choose(Choice choice, Optional<SecretBytes> passphrase) {
    lock.lock();
    try {
      Optional<DeviceFile.Content> recorded = file.read();
      InForce before = inForce;
      if (recorded.isPresent()
          ? recorded.get().choice().custody() != choice.custody()
          : holdsSecretsInMemory(before) && choice.custody() != Custody.MEMORY) {
        return Outcome.FIXED;
      }
      boolean open = before != null && before.choice().custody() == choice.custody();
      SecretSlots slots =
          before != null && open && passphrase.isEmpty()
              ? before.slots()
              : open(choice.custody(), recorded.isPresent(), passphrase);
      if (recorded.isPresent() && !recorded.get().choice().equals(choice)) {
        folder.exclusively(() -> {
          file.write(file.read().orElseThrow().with(choice));
          return choice;
        });
      }
      inForce = new InForce(choice, slots);
      return Outcome.CHOSEN;
    } finally {
      lock.unlock();
    }
  }

  /// True if what is kept is gone with this process, and must not leave a trace on the disk.
  public boolean isVolatile() {
    InForce now = inForce;
    return now != null && now.choice().custody() == Custody.MEMORY;
  }

  /// A secret; empty if there is none or nobody has chosen a custody yet. The caller closes it.
  ///
  /// @throws CustodyUnavailable if the custody does not open
  public Optional<SecretBytes> read(String slot) {
    lock.lock();
    try {
      return opened().flatMap(now -> now.slots().read(slot));
    } finally {
      lock.unlock();
    }
  }

  /// Keeps a secret, and makes the choice final. `secret` stays the caller's.
  ///
  /// @throws CustodyUnavailable if it cannot be kept
  public void write(String slot, SecretBytes secret) {
    exclusively(() -> {
      InForce now = opened().orElseThrow(() -> new IllegalStateException("no custody was chosen"));
      Custody custody = now.choice().custody();
      Optional<DeviceFile.Content> recorded =
          custody == Custody.MEMORY ? Optional.empty() : file.read();
      if (recorded.isPresent() && recorded.get().choice().custody() != custody) {
        throw new IllegalStateException("another process made another choice final");
      }
      now.slots().write(slot, secret);
      if (custody != Custody.MEMORY && recorded.isEmpty()) {
        file.write(new DeviceFile.Content(now.choice(), Map.of()));
      }
      return slot;
    });
  }

  /// Removes a secret; one that is not there is fine.
  ///
  /// @throws CustodyUnavailable if it cannot be removed
  public void erase(String slot) {
    lock.lock();
    try {
      opened().ifPresent(now -> now.slots().erase(slot));
    } finally {
      lock.unlock();
    }
  }

  /// What was enrolled here for `user`. Needs no open custody.
  public Optional<EnrolledDevice> device(UserId user) {
    return isVolatile()
        ? Optional.empty()
        : file.read().flatMap(content -> Optional.ofNullable(content.devices().get(user)));
  }

  /// Records a device whose keys were written before.
  public void enroll(UserId user, EnrolledDevice device) {
    exclusively(() -> {
      file.write(file.read().orElseThrow().with(user, device));
      return user;
    });
  }

  public void dismiss(UserId user) {
    exclusively(() -> {
      file.read().ifPresent(content -> file.write(content.without(user)));
      return user;
    });
  }

  /// Runs `action` while no other thread or process changes what is kept. May be nested.
  public <T> T exclusively(Supplier<T> action) {
    lock.lock();
    try {
      return isVolatile() ? action.get() : folder.exclusively(action);
    } finally {
      lock.unlock();
    }
  }

  private Optional<InForce> opened() {
    if (inForce == null) {
      Optional<DeviceFile.Content> recorded = file.read();
      if (recorded.isEmpty()) {
        return Optional.empty();
      }
      Choice choice = recorded.get().choice();
      SecretSlots slots =
          choice.custody() == Custody.KEYCHAIN
              ? new KeychainSlots(keyring) // locked for now or not: each call says
              : open(choice.custody(), true, Optional.empty());
      inForce = new InForce(choice, slots);
    }
    return Optional.ofNullable(inForce);
  }

  private SecretSlots open(Custody custody, boolean recorded, Optional<SecretBytes> passphrase) {
    return switch (custody) {
      case KEYCHAIN -> openKeychain();
      case PASSPHRASE_FILE -> openPassphraseFile(recorded, passphrase);
      case PLAIN_FILE -> new PlainFileSlots(folder);
      case MEMORY -> new MemorySlots();
    };
  }

  private SecretSlots openKeychain() {
    return switch (keyring.state()) {
      case AVAILABLE -> new KeychainSlots(keyring);
      case ABSENT ->
          throw new CustodyUnavailable(Reason.ABSENT, "choose another place with --custody");
      case LOCKED -> throw new CustodyUnavailable(Reason.LOCKED, "unlock it and try again");
    };
  }

  private SecretSlots openPassphraseFile(boolean recorded, Optional<SecretBytes> passphrase) {
    SecretBytes given =
        passphrase
            .filter(some -> some.length() > 0)
            .orElseThrow(() ->
                new CustodyUnavailable(
                    Reason.PASSPHRASE_NEEDED, folder.path(PassphraseFileSlots.FILE).toString()));
    return recorded
        ? PassphraseFileSlots.reopen(folder, stretch, given, random)
        : PassphraseFileSlots.begin(folder, stretch, given, random);
  }

  private static boolean holdsSecretsInMemory(@Nullable InForce now) {
    return now != null && now.slots() instanceof MemorySlots memory && !memory.isEmpty();
  }
}
