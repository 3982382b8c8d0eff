package com.optalocal.accounts.adapters.http;

import com.optalocal.accounts.domain.BearerSecret;
import com.optalocal.accounts.domain.RandomBytes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/// Calls the daemon of this home. Made for a process that lives for one call: it reads the address
/// file, lets whoever listens there prove that it is the daemon, and only then sends the token, on
/// that same connection.
///
/// Code on this path keeps away from lambdas, pattern switches and data binding: each costs a
/// starting JVM milliseconds.
public final class DaemonClient {
  private static final int CONNECT_MILLIS = 2_000;
  private static final int HELLO_MILLIS = 5_000;
  private static final int NONCE_BYTES = 24;
  private static final int MAX_HELLO = 1024;
  private static final int MAX_ANSWER = 128 << 20; // every key of a full vault, in base64
  private static final byte[] NO_BODY = {};

  private final Path folder;
  private final RandomBytes random;
  private final int patienceMillis;

  /// @param folder where daemon and commands meet, see [DaemonRendezvous]
  /// @param patience how long an operation may be silent
  public DaemonClient(Path folder, RandomBytes random, Duration patience) {
    this.folder = folder;
    this.random = random;
    this.patienceMillis = Math.toIntExact(patience.toMillis());
  }

  /// Calls an operation without payload.
  public DaemonAnswer call(String operation) {
    return call(operation, JsonValue.Fields.NONE);
  }

  public DaemonAnswer call(String operation, JsonValue.Fields payload) {
    DaemonRendezvous.Sighting sighting = DaemonRendezvous.look(folder);
    if (sighting instanceof DaemonRendezvous.Sighting.Unsafe unsafe) {
      return new DaemonAnswer.Unsafe(unsafe.why());
    }
    if (!(sighting instanceof DaemonRendezvous.Sighting.Found found)) {
      return new DaemonAnswer.NotRunning();
    }
    DaemonAddress address = found.address();
    try (LoopbackConnection connection = LoopbackConnection.open(address.port(), CONNECT_MILLIS)) {
      DaemonAnswer unproven = proveDaemon(connection, address);
      if (unproven != null) {
        return unproven;
      }
      return operate(connection, address.token(), operation, payload);
    } catch (IOException nobodyThere) {
      return new DaemonAnswer.Stale();
    }
  }

  /// What the call comes to if nobody there proves to be the daemon; nothing if the daemon does.
  private @Nullable DaemonAnswer proveDaemon(LoopbackConnection connection, DaemonAddress address) {
    String nonce = Base64.getUrlEncoder().withoutPadding().encodeToString(random.next(NONCE_BYTES));
    String expected = DaemonProof.of(address.token(), nonce, address.port());
    try {
      LoopbackConnection.Answer answer =
          connection.exchange(
              "GET", "/v3/hello?nonce=".concat(nonce), "", NO_BODY, MAX_HELLO, HELLO_MILLIS);
      JsonValue.Fields fields = JsonText.readFields(answer.body());
      String proof = fields.text("proof").orElse("");
      if (isStopping(answer, fields)) {
        return new DaemonAnswer.Stopping();
      }
      return answer.status() == 200
              && MessageDigest.isEqual(
                  expected.getBytes(StandardCharsets.US_ASCII),
                  proof.getBytes(StandardCharsets.UTF_8))
          ? null
          : new DaemonAnswer.Impostor();
    } catch (IOException | MalformedJson notTheDaemon) {
      return new DaemonAnswer.Impostor();
    }
  }

  private static boolean isStopping(LoopbackConnection.Answer answer, JsonValue.Fields fields) {
    return answer.status() == 503 && fields.text("code").orElse("").equals(JettyProblems.STOPPING);
  }

  private DaemonAnswer operate(
      LoopbackConnection connection,
      BearerSecret token,
      String operation,
      JsonValue.Fields payload) {
    byte[] body =
        JsonText.write(JsonValue.fields().put("op", operation).put("payload", payload).build());
    String headers =
        "Content-Type: application/json\r\nConnection: close\r\nAuthorization: Bearer "
            .concat(token.reveal())
            .concat("\r\n");
    try {
      LoopbackConnection.Answer answer =
          connection.exchange("POST", "/v3/operations", headers, body, MAX_ANSWER, patienceMillis);
      JsonValue.Fields fields = JsonText.readFields(answer.body());
      if (isStopping(answer, fields)) {
        return new DaemonAnswer.Stopping();
      }
      return answer.status() == 200 && fields.isTrue("ok")
          ? new DaemonAnswer.Done(fields)
          : new DaemonAnswer.Failed(OperationProblem.read(fields));
    } catch (IOException | MalformedJson broken) {
      return new DaemonAnswer.Silent();
    }
  }
}
