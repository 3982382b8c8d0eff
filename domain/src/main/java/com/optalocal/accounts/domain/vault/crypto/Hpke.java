package com.optalocal.accounts.domain.vault.crypto;

import com.optalocal.accounts.domain.ByteString;
import com.optalocal.accounts.domain.RandomBytes;
import com.optalocal.accounts.domain.SecretBytes;
import com.optalocal.accounts.domain.device.AgreementKey;
import com.optalocal.accounts.domain.device.crypto.AgreementSecret;
import com.optalocal.accounts.domain.vault.Sealed;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.bouncycastle.crypto.AsymmetricCipherKeyPair;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.hpke.HPKE;
import org.bouncycastle.crypto.hpke.HPKEContextWithEncapsulation;

/// Suite 1: HPKE base mode (RFC 9180) with DHKEM(X25519, HKDF-SHA256), HKDF-SHA256, AES-256-GCM.
///
/// `info` is the type line of the note that carries the result. Stateless.
public final class Hpke {
  private Hpke() {}

  /// Seals a copy of `plaintext` to `recipient`, under a fresh ephemeral key.
  public static Sealed seal(
      AgreementKey recipient,
      String info,
      byte[] associatedData,
      SecretBytes plaintext,
      RandomBytes random) {
    HPKE hpke = suite();
    AsymmetricCipherKeyPair ephemeral = random.secret(32).use(hpke::deriveKeyPair);
    HPKEContextWithEncapsulation context =
        hpke.setupBaseS(
            hpke.deserializePublicKey(recipient.bytes().toByteArray()), bytes(info), ephemeral);
    return plaintext.use(lent -> {
      try {
        return new Sealed(
            ByteString.copyOf(context.getEncapsulation()),
            ByteString.copyOf(context.seal(associatedData, lent)));
      } catch (InvalidCipherTextException e) {
        throw new IllegalStateException("sealing cannot fail", e);
      }
    });
  }

  /// The plaintext, or nothing: never why not.
  public static Optional<SecretBytes> open(
      AgreementSecret recipient, String info, byte[] associatedData, Sealed sealed) {
    HPKE hpke = suite();
    return recipient
        .bytes()
        .use(secret -> {
          try {
            AsymmetricCipherKeyPair keys =
                hpke.deserializePrivateKey(secret, recipient.publicKey().bytes().toByteArray());
            return Optional.of(
                new SecretBytes(
                    hpke.setupBaseR(sealed.enc().toByteArray(), keys, bytes(info))
                        .open(associatedData, sealed.ciphertext().toByteArray())));
          } catch (InvalidCipherTextException | RuntimeException unopenable) {
            return Optional.empty();
          }
        });
  }

  private static HPKE suite() {
    return new HPKE(
        HPKE.mode_base, HPKE.kem_X25519_SHA256, HPKE.kdf_HKDF_SHA256, HPKE.aead_AES_GCM256);
  }

  private static byte[] bytes(String info) {
    return info.getBytes(StandardCharsets.US_ASCII);
  }
}
