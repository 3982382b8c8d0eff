package com.optalocal.accounts.adapters.http;

import com.optalocal.accounts.domain.BearerSecret;
import java.time.DateTimeException;
import java.time.Instant;

/// Where a daemon listens, and the token of this run. The token is a secret: `toString` is silent.
public final class DaemonAddress {
  private static final int MAX_PORT = 65_535;
  private static final int MAX_TOKEN = 64;

  private final int port;
  private final long pid;
  private final String startedAt;
  private final BearerSecret token;

  public DaemonAddress(int port, long pid, Instant startedAt, BearerSecret token) {
    this(port, pid, startedAt.toString(), token);
  }

  private DaemonAddress(int port, long pid, String startedAt, BearerSecret token) {
    if (port < 1
        || port > MAX_PORT
        || pid < 1
        || startedAt.isEmpty()
        || token.bytes().length() > MAX_TOKEN) {
      throw new IllegalArgumentException("a daemon's address has the wrong form");
    }
    this.port = port;
    this.pid = pid;
    this.startedAt = startedAt;
    this.token = token;
  }

  public int port() {
    return port;
  }

  public long pid() {
    return pid;
  }

  /// Parsed here and not before: reading dates costs a command four milliseconds, and few ask.
  ///
  /// @throws DateTimeException if the file holds none
  public Instant startedAt() {
    return Instant.parse(startedAt);
  }

  public BearerSecret token() {
    return token;
  }

  byte[] json() {
    return JsonText.write(
        JsonValue.fields()
            .put("port", port)
            .put("pid", pid)
            .put("startedAt", startedAt)
            .put("token", token.reveal())
            .build());
  }

  /// @throws IllegalArgumentException if `json` is not what [#json] writes
  static DaemonAddress parse(byte[] json) {
    try {
      JsonValue.Fields fields = JsonText.readFields(json);
      return new DaemonAddress(
          Math.toIntExact(fields.number("port").orElse(0L)),
          fields.number("pid").orElse(0L),
          fields.text("startedAt").orElse(""),
          BearerSecret.presented(fields.text("token").orElse("")));
    } catch (MalformedJson | ArithmeticException malformed) {
      throw new IllegalArgumentException("a daemon's address has the wrong form", malformed);
    }
  }

  @Override
  public String toString() {
    return "DaemonAddress[" + port + "]";
  }
}
