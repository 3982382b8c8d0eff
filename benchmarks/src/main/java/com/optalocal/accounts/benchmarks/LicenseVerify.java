package com.optalocal.accounts.benchmarks;

import com.optalocal.accounts.domain.ByteString;
import com.optalocal.accounts.domain.SecretBytes;
import com.optalocal.accounts.domain.license.Issuer;
import com.optalocal.accounts.domain.license.License;
import com.optalocal.accounts.domain.license.LicenseVerifier;
import com.optalocal.accounts.domain.note.Note;
import com.optalocal.accounts.domain.note.VerificationKey;
import com.optalocal.accounts.domain.note.crypto.SigningKey;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.bouncycastle.crypto.params.Ed25519PublicKeyParameters;
import org.bouncycastle.math.ec.rfc8032.Ed25519.Algorithm;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/// A license, from bytes to the terms that its issuer vouches for, beside nothing but the Ed25519
/// verification in it, with the key decoded beforehand.
@State(Scope.Thread)
public class LicenseVerify {
  private static final String TEXT =
      """
      opta-license/v1
      license lic_01J9ZK3M5N7P9R1T3V5X7Z9B1D
      org default
      tier pro
      features acme/desktop,acme/lmx
      issued 2026-11-01T00:00:00Z
      not-after 2027-11-01T00:00:00Z
      air-gap 14d
      device-key any
      """;

  private final SigningKey signer = new SigningKey(new SecretBytes(new byte[32]));
  private final VerificationKey key = signer.verificationKey();
  private final byte[] wire =
      signer.sign(Note.unsigned(TEXT)).encoded().getBytes(StandardCharsets.UTF_8);
  private final Issuer issuer =
      new Issuer(License.parse(Note.parse(wire)).terms().prefix(), Set.of(key));

  private final byte[] message = TEXT.getBytes(StandardCharsets.UTF_8);
  private final ByteString signature = Note.parse(wire).signatures().getFirst().signature();
  private final byte[] rawSignature = signature.toByteArray();
  private final Ed25519PublicKeyParameters decoded =
      new Ed25519PublicKeyParameters(key.bytes().toByteArray());

  @Benchmark
  public boolean bareEd25519() {
    return decoded.verify(Algorithm.Ed25519, null, message, 0, message.length, rawSignature, 0);
  }

  @Benchmark
  public License licenseFromBytes() {
    return LicenseVerifier.authentic(Note.parse(wire), List.of(issuer)).orElseThrow();
  }
}
