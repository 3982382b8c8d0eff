package com.optalocal.accounts.domain.audit;

import com.optalocal.accounts.domain.CrockfordBase32;
import com.optalocal.accounts.domain.RandomBytes;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.regex.Pattern;

/// `aud_` and a ULID: 48 bits of time, 80 random bits, sortable as text.
public record AuditEventId(String value) {
  private static final Pattern FORM = Pattern.compile("aud_[0-7][0-9A-HJKMNP-TV-Z]{25}");

  public AuditEventId {
    if (!FORM.matcher(value).matches()) {
      throw new IllegalArgumentException("audit event id has the wrong form");
    }
  }

  public static AuditEventId generate(Instant at, RandomBytes random) {
    byte[] millis = ByteBuffer.allocate(8).putLong(at.toEpochMilli()).array();
    byte[] ulid = ByteBuffer.allocate(16).put(millis, 2, 6).put(random.next(10)).array();
    return new AuditEventId("aud_" + CrockfordBase32.encode(ulid));
  }

  @Override
  public String toString() {
    return value;
  }
}
