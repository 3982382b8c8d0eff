package com.optalocal.accounts.domain.audit;

import com.optalocal.accounts.domain.CrockfordBase32;
import com.optalocal.accounts.domain.RandomBytes;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.time.Instant;

/// Makes event ids that ascend, as monotonic ULIDs do: a store then writes neighboring rows instead
/// of one page for each event, which is worth a factor of three. Each id still is at least 60
/// random bits away from the one before it, so that nobody finds a neighbor's by counting.
///
/// Thread-safe.
public final class AuditEventIds {
  private static final BigInteger END = BigInteger.ONE.shiftLeft(80);
  private static final int STEP_BYTES = 8;
  private static final int RANDOM_BYTES = 10;

  private final RandomBytes random;
  private long millis = -1;
  private BigInteger last = BigInteger.ZERO;

  public AuditEventIds(RandomBytes random) {
    this.random = random;
  }

  /// The next id. Its time is `at`, unless an earlier id has a later one.
  public synchronized AuditEventId next(Instant at) {
    if (at.toEpochMilli() > millis) {
      begin(at.toEpochMilli());
    } else {
      last = last.add(positive(STEP_BYTES)).add(BigInteger.ONE);
      if (last.compareTo(END) >= 0) {
        begin(millis + 1);
      }
    }
    byte[] low = last.toByteArray();
    byte[] ulid = new byte[16];
    byte[] time = ByteBuffer.allocate(8).putLong(millis).array();
    System.arraycopy(time, 2, ulid, 0, 6);
    int length = Math.min(low.length, RANDOM_BYTES);
    System.arraycopy(low, low.length - length, ulid, 16 - length, length);
    return new AuditEventId("aud_" + CrockfordBase32.encode(ulid));
  }

  /// The lower half, so that there is room for what follows.
  private void begin(long at) {
    millis = at;
    last = positive(RANDOM_BYTES).shiftRight(1);
  }

  private BigInteger positive(int bytes) {
    return new BigInteger(1, random.next(bytes));
  }
}
