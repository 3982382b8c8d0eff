package com.optalocal.accounts.domain.audit;

import com.optalocal.accounts.domain.ByteString;
import com.optalocal.accounts.domain.note.Note;
import com.optalocal.accounts.domain.note.NoteSignature;
import com.optalocal.accounts.domain.note.VerifierKey;
import com.optalocal.accounts.domain.note.crypto.SigningKey;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;

/// A witness's statement that, at some time, a checkpoint was the largest it had seen of a log and
/// continued everything it had seen before (C2SP tlog-cosignature, `cosignature/v1`).
public final class Cosignature {
  private static final int TIME = 8;
  private static final int SIGNED = TIME + 64;

  private Cosignature() {}

  /// The line to add to `checkpoint`. The message begins with `cosignature/v1`, which no note of
  /// ours does, so that a witness may use the key it signs notes with.
  public static NoteSignature sign(Note checkpoint, String name, SigningKey key, Instant at) {
    long seconds = at.getEpochSecond();
    ByteString signature = key.sign(message(checkpoint, seconds));
    byte[] both = ByteBuffer.allocate(SIGNED).putLong(seconds).put(signature.toByteArray()).array();
    return new NoteSignature(name, witness(name, key).keyId(), ByteString.copyOf(both));
  }

  /// How a verifier knows the witness that signs with `key` under `name`.
  public static VerifierKey witness(String name, SigningKey key) {
    return new VerifierKey(name, VerifierKey.Algorithm.COSIGNATURE, key.verificationKey());
  }

  /// When `witness` cosigned `checkpoint`; empty if it did not.
  public static Optional<Instant> seen(Note checkpoint, VerifierKey witness) {
    return checkpoint.signatures().stream()
        .filter(line -> line.claims(witness))
        .flatMap(line -> time(checkpoint, line, witness).stream())
        .findFirst();
  }

  private static Optional<Instant> time(Note checkpoint, NoteSignature line, VerifierKey witness) {
    byte[] both = line.signature().toByteArray();
    if (witness.algorithm() != VerifierKey.Algorithm.COSIGNATURE || both.length != SIGNED) {
      return Optional.empty();
    }
    ByteBuffer buffer = ByteBuffer.wrap(both);
    long seconds = buffer.getLong();
    byte[] signature = new byte[SIGNED - TIME];
    buffer.get(signature);
    if (seconds < 0
        || seconds > Instant.MAX.getEpochSecond()
        || !witness.key().verifies(message(checkpoint, seconds), ByteString.copyOf(signature))) {
      return Optional.empty();
    }
    return Optional.of(Instant.ofEpochSecond(seconds));
  }

  private static byte[] message(Note checkpoint, long seconds) {
    return ("cosignature/v1\ntime " + seconds + "\n" + checkpoint.text())
        .getBytes(StandardCharsets.UTF_8);
  }
}
