package com.optalocal.accounts.domain.device;

import com.optalocal.accounts.domain.CrockfordBase32;
import com.optalocal.accounts.domain.note.Fingerprint;
import com.optalocal.accounts.domain.note.VerificationKey;
import java.util.Arrays;
import java.util.regex.Pattern;

/// Names a device: `dev_` and 4–40 letters or digits. Ours follow from the signing key, so a portal
/// cannot give one device another's name.
public record DeviceId(String value) {
  private static final Pattern FORM = Pattern.compile("dev_[0-9A-Za-z]{4,40}");

  public DeviceId {
    if (!FORM.matcher(value).matches()) {
      throw new IllegalArgumentException("device id has the wrong form");
    }
  }

  /// The first 128 bits of the key's fingerprint.
  public static DeviceId of(VerificationKey signing) {
    return of(signing.fingerprint());
  }

  /// The same, where only the key's fingerprint is known.
  public static DeviceId of(Fingerprint signing) {
    byte[] fingerprint = signing.hash().toByteArray();
    return new DeviceId("dev_" + CrockfordBase32.encode(Arrays.copyOf(fingerprint, 16)));
  }

  @Override
  public String toString() {
    return value;
  }
}
