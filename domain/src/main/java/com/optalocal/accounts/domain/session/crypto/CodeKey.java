package com.optalocal.accounts.domain.session.crypto;

import com.optalocal.accounts.domain.SecretBytes;
import com.optalocal.accounts.domain.UserId;
import com.optalocal.accounts.domain.identity.Address;
import com.optalocal.accounts.domain.identity.MessagePurpose;
import com.optalocal.accounts.domain.identity.OneTimeCode;
import com.optalocal.accounts.domain.note.Hash;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// The portal's key over one-time codes: six digits behind a plain hash would be guessed from a
/// copy of the store at once. HMAC-SHA256 over user, slot, address and code, one line each (ADR
/// 0020).
public final class CodeKey implements AutoCloseable {
  public static final int BYTES = 32;
  private static final String PURPOSE = "opta-one-time-code/v1\n";

  private final SecretBytes key;

  /// Takes over `key`.
  public CodeKey(SecretBytes key) {
    if (key.length() != BYTES) {
      throw new IllegalArgumentException("a code key has 32 bytes");
    }
    this.key = key;
  }

  /// What is kept of `code`, bound to whom and what it was made for.
  public Hash mac(UserId user, MessagePurpose purpose, Address address, OneTimeCode code) {
    String bound = PURPOSE + user + '\n' + purpose.slot() + '\n' + address.value() + '\n';
    return key.use(secret ->
        code.digits()
            .use(digits -> {
              try {
                Mac hmac = Mac.getInstance("HmacSHA256");
                hmac.init(new SecretKeySpec(secret, "HmacSHA256"));
                hmac.update(bound.getBytes(StandardCharsets.UTF_8));
                return Hash.of(hmac.doFinal(digits));
              } catch (GeneralSecurityException e) {
                throw new IllegalStateException("every JDK has HmacSHA256", e);
              }
            }));
  }

  @Override
  public void close() {
    key.close();
  }

  @Override
  public String toString() {
    return "CodeKey[redacted]";
  }
}
