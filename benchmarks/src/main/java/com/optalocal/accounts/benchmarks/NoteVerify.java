package com.optalocal.accounts.benchmarks;

import com.optalocal.accounts.domain.ByteString;
import com.optalocal.accounts.domain.SecretBytes;
import com.optalocal.accounts.domain.note.Note;
import com.optalocal.accounts.domain.note.NoteFields;
import com.optalocal.accounts.domain.note.VerificationKey;
import com.optalocal.accounts.domain.note.crypto.SigningKey;
import java.nio.charset.StandardCharsets;
import org.bouncycastle.crypto.params.Ed25519PublicKeyParameters;
import org.bouncycastle.math.ec.rfc8032.Ed25519.Algorithm;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/// A signed statement of a license's size, from bytes to checked fields, beside nothing but the
/// Ed25519 verification in it, with the key decoded beforehand.
@State(Scope.Thread)
public class NoteVerify {
  private final SigningKey signer = new SigningKey(new SecretBytes(new byte[32]));
  private final VerificationKey key = signer.verificationKey();
  private final byte[] wire =
      signer
          .sign(
              NoteFields.write("opta-license/v1")
                  .put("license", "lic_01J9ZK3M5N7P9R1T3V5X7Z9B1D")
                  .put("org", "org_01J9ZK3M5N7P9R1T3V5X7Z9B1D")
                  .put("tier", "pro")
                  .put("features", "lmx,desktop,ceo-mode,atpo")
                  .put("issued", "2026-11-01T00:00:00Z")
                  .put("not-after", "2027-11-01T00:00:00Z")
                  .put("air-gap", 14)
                  .put("device-key", key.fingerprint())
                  .unsigned())
          .encoded()
          .getBytes(StandardCharsets.UTF_8);

  private final byte[] message = Note.parse(wire).text().getBytes(StandardCharsets.UTF_8);
  private final ByteString signature = Note.parse(wire).signatures().getFirst().signature();
  private final byte[] rawSignature = signature.toByteArray();
  private final Ed25519PublicKeyParameters decoded =
      new Ed25519PublicKeyParameters(key.bytes().toByteArray());

  @Benchmark
  public boolean bareEd25519() {
    return decoded.verify(Algorithm.Ed25519, null, message, 0, message.length, rawSignature, 0);
  }

  @Benchmark
  public Object noteFromBytes() {
    Note note = Note.parse(wire);
    if (!note.isSignedExactlyBy(key)) {
      throw new IllegalStateException("the signature does not hold");
    }
    NoteFields.Reader in = NoteFields.read(note, "opta-license/v1");
    in.next("license");
    in.next("org");
    in.next("tier");
    in.next("features");
    in.nextInstant("issued");
    in.nextInstant("not-after");
    in.nextNumber("air-gap");
    Object device = in.next("device-key");
    in.end();
    return device;
  }
}
