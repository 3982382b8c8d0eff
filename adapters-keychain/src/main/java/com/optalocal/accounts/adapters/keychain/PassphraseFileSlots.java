package com.optalocal.accounts.adapters.keychain;

import com.optalocal.accounts.application.CustodyUnavailable;
import com.optalocal.accounts.application.CustodyUnavailable.Reason;
import com.optalocal.accounts.domain.RandomBytes;
import com.optalocal.accounts.domain.SecretBytes;
import java.io.ByteArrayOutputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Custody `passphrase-file`: all slots in one file, `custody.sealed`, under [PassphraseSeal]. The
/// key stays in memory once the passphrase was given; the file is read anew each time.
///
/// Inside the seal stand the slots in order of their names, each as length (2 bytes), name, length
/// (4 bytes), secret.
final class PassphraseFileSlots implements SecretSlots {
  static final String FILE = "custody.sealed";
  private static final int MAX_BYTES = 1024 * 1024;

  private final PrivateFolder folder;
  private final PassphraseSeal seal;
  private final RandomBytes random;

  private PassphraseFileSlots(PrivateFolder folder, PassphraseSeal seal, RandomBytes random) {
    this.folder = folder;
    this.seal = seal;
    this.random = random;
  }

  /// Slots of a machine that has none on record. A file that is there all the same is a crash's
  /// leftover: it is taken over if the passphrase opens it, else replaced.
  static PassphraseFileSlots begin(
      PrivateFolder folder,
      PassphraseSeal.Stretch stretch,
      SecretBytes passphrase,
      RandomBytes random) {
    try {
      if (folder.read(FILE, MAX_BYTES).isPresent()) {
        return reopen(folder, stretch, passphrase, random);
      }
    } catch (CustodyUnavailable notOurs) {
      folder.delete(FILE);
    }
    return new PassphraseFileSlots(
        folder, PassphraseSeal.fresh(stretch, passphrase, random), random);
  }

  /// The slots that were kept before.
  ///
  /// @throws CustodyUnavailable if the passphrase is wrong or the file is gone or damaged
  static PassphraseFileSlots reopen(
      PrivateFolder folder,
      PassphraseSeal.Stretch stretch,
      SecretBytes passphrase,
      RandomBytes random) {
    byte[] file = intact(folder).orElseThrow(() -> damaged(folder));
    PassphraseFileSlots slots =
        new PassphraseFileSlots(folder, PassphraseSeal.of(stretch, passphrase, file), random);
    try (SecretBytes opened =
        slots
            .seal
            .open(file)
            .orElseThrow(() ->
                new CustodyUnavailable(
                    Reason.WRONG_PASSPHRASE, folder.path(FILE) + "; try again"))) {
      slots.parse(opened).values().forEach(SecretBytes::close);
    }
    return slots;
  }

  @Override
  public Optional<SecretBytes> read(String slot) {
    Map<String, SecretBytes> all = load();
    Optional<SecretBytes> found = Optional.ofNullable(all.remove(slot));
    all.values().forEach(SecretBytes::close);
    return found;
  }

  @Override
  public void write(String slot, SecretBytes secret) {
    folder.exclusively(() -> {
      Map<String, SecretBytes> all = load();
      SecretBytes old = all.put(slot, secret.copy());
      if (old != null) {
        old.close();
      }
      store(all);
      return slot;
    });
  }

  @Override
  public void erase(String slot) {
    folder.exclusively(() -> {
      Map<String, SecretBytes> all = load();
      SecretBytes old = all.remove(slot);
      if (old != null) {
        old.close();
        store(all);
      }
      return slot;
    });
  }

  private Map<String, SecretBytes> load() {
    Optional<byte[]> file = intact(folder);
    if (file.isEmpty()) {
      return new TreeMap<>();
    }
    if (!seal.isFor(file.get())) {
      throw new CustodyUnavailable(
          Reason.PASSPHRASE_NEEDED, folder.path(FILE) + " was replaced since it was opened");
    }
    try (SecretBytes opened = seal.open(file.get()).orElseThrow(() -> damaged(folder))) {
      return parse(opened);
    }
  }

  private void store(Map<String, SecretBytes> all) {
    ByteArrayOutputStream plain = new ByteArrayOutputStream();
    all.forEach((slot, secret) -> {
      byte[] name = slot.getBytes(StandardCharsets.US_ASCII);
      plain.writeBytes(ByteBuffer.allocate(2).putShort((short) name.length).array());
      plain.writeBytes(name);
      plain.writeBytes(ByteBuffer.allocate(4).putInt(secret.length()).array());
      secret.use(bytes -> {
        plain.writeBytes(bytes);
        return slot;
      });
      secret.close();
    });
    try (SecretBytes plaintext = new SecretBytes(plain.toByteArray())) {
      folder.write(FILE, seal.seal(plaintext, random));
    }
  }

  private Map<String, SecretBytes> parse(SecretBytes opened) {
    return opened.use(bytes -> {
      Map<String, SecretBytes> all = new TreeMap<>();
      ByteBuffer rest = ByteBuffer.wrap(bytes);
      try {
        while (rest.hasRemaining()) {
          String slot = new String(take(rest, rest.getShort()), StandardCharsets.US_ASCII);
          all.put(slot, new SecretBytes(take(rest, rest.getInt())));
        }
        return all;
      } catch (BufferUnderflowException e) {
        throw damaged(folder);
      }
    });
  }

  private static byte[] take(ByteBuffer rest, int length) {
    if (length < 0 || length > rest.remaining()) {
      throw new BufferUnderflowException();
    }
    byte[] taken = new byte[length];
    rest.get(taken);
    return taken;
  }

  private static Optional<byte[]> intact(PrivateFolder folder) {
    Optional<byte[]> file = folder.read(FILE, MAX_BYTES);
    if (file.isPresent() && !PassphraseSeal.isIntact(file.get())) {
      throw damaged(folder);
    }
    return file;
  }

  private static CustodyUnavailable damaged(PrivateFolder folder) {
    return FileSafety.damaged(
        folder.path(FILE), "put back a copy, or remove the folder and enroll this machine again");
  }
}
