package com.optalocal.accounts.adapters.keychain;

import com.optalocal.accounts.domain.SecretBytes;
import java.util.Arrays;
import java.util.Optional;

/// Custody `plain-file`: one file a slot in the folder `custody`, readable by this user alone and
/// by whoever reads this user's disk. Explicitly chosen, never fallen back to.
final class PlainFileSlots implements SecretSlots {
  private static final int MAX_BYTES = 64 * 1024;
  private final PrivateFolder folder;

  PlainFileSlots(PrivateFolder config) {
    folder = config.inner("custody");
  }

  @Override
  public Optional<SecretBytes> read(String slot) {
    return folder.read(slot, MAX_BYTES).map(SecretBytes::new);
  }

  @Override
  public void write(String slot, SecretBytes secret) {
    byte[] lent = secret.use(byte[]::clone);
    try {
      folder.write(slot, lent);
    } finally {
      Arrays.fill(lent, (byte) 0);
    }
  }

  @Override
  public void erase(String slot) {
    folder.delete(slot);
  }
}
