package com.optalocal.accounts.domain.identity.crypto;

import com.optalocal.accounts.domain.ByteString;
import com.optalocal.accounts.domain.RandomBytes;
import com.optalocal.accounts.domain.SecretBytes;
import com.optalocal.accounts.domain.UserId;
import com.optalocal.accounts.domain.identity.FactorId;
import com.optalocal.accounts.domain.identity.TotpSecret;
import com.optalocal.accounts.domain.organization.OrgId;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// Seals the secrets of authenticator apps, which the portal needs in the clear to check a code:
/// AES-256-GCM under a key that lies in a file beside the database and not in it, bound to
/// organization, user and factor (ADR 0022). A copy of the database alone opens nothing; whoever
/// holds both reads the secrets.
public final class FactorKey implements AutoCloseable {
  public static final int BYTES = 32;
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;

  private final SecretBytes key;
  private final RandomBytes random;

  /// Takes `key` over.
  public FactorKey(SecretBytes key, RandomBytes random) {
    if (key.length() != BYTES) {
      throw new IllegalArgumentException("a factor key has 32 bytes");
    }
    this.key = key;
    this.random = random;
  }

  public ByteString seal(OrgId org, UserId user, FactorId factor, TotpSecret secret) {
    byte[] nonce = random.next(NONCE_BYTES);
    byte[] sealed =
        secret
            .bytes()
            .use(clear -> {
              try {
                return cipher(Cipher.ENCRYPT_MODE, nonce, org, user, factor).doFinal(clear);
              } catch (GeneralSecurityException e) {
                throw new IllegalStateException("every JDK has AES-GCM", e);
              }
            });
    byte[] out = Arrays.copyOf(nonce, NONCE_BYTES + sealed.length);
    System.arraycopy(sealed, 0, out, NONCE_BYTES, sealed.length);
    return ByteString.copyOf(out);
  }

  /// The secret; empty if anything is not as it was sealed. The caller closes it.
  public Optional<TotpSecret> open(OrgId org, UserId user, FactorId factor, ByteString sealed) {
    byte[] bytes = sealed.toByteArray();
    if (bytes.length != NONCE_BYTES + TotpSecret.BYTES + TAG_BITS / 8) {
      return Optional.empty();
    }
    try {
      byte[] nonce = Arrays.copyOf(bytes, NONCE_BYTES);
      byte[] clear =
          cipher(Cipher.DECRYPT_MODE, nonce, org, user, factor)
              .doFinal(bytes, NONCE_BYTES, bytes.length - NONCE_BYTES);
      return Optional.of(new TotpSecret(new SecretBytes(clear)));
    } catch (GeneralSecurityException unopenable) {
      return Optional.empty();
    }
  }

  private Cipher cipher(int mode, byte[] nonce, OrgId org, UserId user, FactorId factor)
      throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    SecretKeySpec spec = key.use(lent -> new SecretKeySpec(lent, "AES"));
    cipher.init(mode, spec, new GCMParameterSpec(TAG_BITS, nonce));
    // none of the three can hold a line feed
    String context = "opta-factor/v1\n" + org + "\n" + user + "\n" + factor;
    cipher.updateAAD(context.getBytes(StandardCharsets.UTF_8));
    return cipher;
  }

  @Override
  public void close() {
    key.close();
  }

  @Override
  public String toString() {
    return "FactorKey[redacted]";
  }
}
