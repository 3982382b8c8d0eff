package com.optalocal.accounts.bootstrap.session;

import com.optalocal.accounts.domain.session.LoopbackPort;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Waits on 127.0.0.1 for the browser to bring one answer back, and takes it once.
///
/// Whoever else knocks gets an error and changes nothing: another method, path or host, a state
/// that is not ours, a request that is too long, unfinished or late. Each connection has its own
/// thread and its own deadline, so that a slow one keeps nobody waiting.
final class LoopbackListener implements AutoCloseable {
  private static final int MAX_HEAD_BYTES = 8192;
  private static final int MAX_CONNECTIONS = 32;
  private static final Duration CONNECTION_DEADLINE = Duration.ofSeconds(5);
  private static final Duration LAST_WORDS = Duration.ofMillis(300);

  private final ServerSocket socket;
  private final String state;
  private final Duration deadline;
  private final CompletableFuture<Callback> answer = new CompletableFuture<>();
  private final Thread accepting =
      Thread.ofPlatform().daemon().name("loopback-accept").unstarted(this::accept);
  private final Semaphore room = new Semaphore(MAX_CONNECTIONS);

  private LoopbackListener(ServerSocket socket, String state, Duration deadline) {
    this.socket = socket;
    this.state = state;
    this.deadline = deadline;
  }

  /// Binds [LoopbackPort#PREFERRED], or a free port if that is taken, and starts to listen for an
  /// answer that carries `state`.
  static LoopbackListener bind(String state) throws IOException {
    return bind(state, LoopbackPort.PREFERRED.value(), CONNECTION_DEADLINE);
  }

  static LoopbackListener bind(String state, int preferred, Duration deadline) throws IOException {
    LoopbackListener listener = new LoopbackListener(socket(preferred), state, deadline);
    listener.accepting.start();
    return listener;
  }

  LoopbackPort port() {
    return new LoopbackPort(socket.getLocalPort());
  }

  /// The answer; empty if none came in time.
  Optional<Callback> await(Duration timeout) throws InterruptedException {
    try {
      return Optional.of(answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS));
    } catch (TimeoutException late) {
      return Optional.empty();
    } catch (ExecutionException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /// Hands in an answer that came another way: somebody pasted the address that their browser could
  /// not open. False, and nothing changes, unless it is an answer to this sign-in.
  boolean offer(String address) {
    int query = address.indexOf('?');
    if (query < 0) {
      return false;
    }
    return Callback.parse(address.substring(query + 1).strip(), state)
            instanceof Callback.Parsed.Ours(Callback ours)
        && answer.complete(ours);
  }

  /// Stops listening. An answer that is being written still goes out; a connection that says
  /// nothing (browsers open some ahead of need) is not waited for.
  @Override
  public void close() {
    try {
      socket.close();
      accepting.join(); // until it lets go of the socket, the port still answers
      if (room.tryAcquire(MAX_CONNECTIONS, LAST_WORDS.toMillis(), TimeUnit.MILLISECONDS)) {
        room.release(MAX_CONNECTIONS);
      }
    } catch (IOException ignored) {
      // it no longer accepts either way
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
    }
  }

  private static ServerSocket socket(int preferred) throws IOException {
    InetAddress loopback = InetAddress.getByAddress("127.0.0.1", new byte[] {127, 0, 0, 1});
    ServerSocket socket = new ServerSocket();
    // on Unix this allows binding over connections in TIME_WAIT only, never over a listener
    socket.setReuseAddress(true);
    try {
      socket.bind(new InetSocketAddress(loopback, preferred), MAX_CONNECTIONS);
      return socket;
    } catch (IOException taken) {
      socket.close();
    }
    ServerSocket free = new ServerSocket();
    free.bind(new InetSocketAddress(loopback, 0), MAX_CONNECTIONS);
    return free;
  }

  private void accept() {
    while (!socket.isClosed()) {
      try {
        Socket connection = socket.accept();
        if (!room.tryAcquire()) {
          connection.close();
          continue;
        }
        Thread.ofVirtual().name("loopback-connection").start(() -> serve(connection));
      } catch (IOException closedOrBroken) {
        // a closed socket ends the loop; a connection that broke before we had it is nobody's
      }
    }
  }

  private void serve(Socket connection) {
    try (connection) {
      String head = readHead(connection);
      CallbackPage page = answer(head);
      connection.getOutputStream().write(page.response().getBytes(StandardCharsets.UTF_8));
      connection.getOutputStream().flush();
      connection.shutdownOutput();
    } catch (IOException gone) {
      // whoever it was has left or was too slow
    } finally {
      room.release();
    }
  }

  /// Up to the empty line, within the deadline however slowly bytes drip in. Empty if it is too
  /// long or ends early.
  private String readHead(Socket connection) throws IOException {
    long until = System.nanoTime() + deadline.toNanos();
    byte[] head = new byte[MAX_HEAD_BYTES];
    int length = 0;
    InputStream in = connection.getInputStream();
    while (length < head.length) {
      long left = TimeUnit.NANOSECONDS.toMillis(until - System.nanoTime());
      int read = left <= 0 ? -1 : read(connection, in, head, length, (int) left);
      if (read < 0) {
        return "";
      }
      length += read;
      String text = new String(head, 0, length, StandardCharsets.ISO_8859_1);
      int end = text.indexOf("\r\n\r\n");
      if (end >= 0) {
        return text.substring(0, end);
      }
    }
    return "";
  }

  private static int read(Socket connection, InputStream in, byte[] head, int at, int millis)
      throws IOException {
    try {
      connection.setSoTimeout(millis);
      return in.read(head, at, head.length - at);
    } catch (SocketTimeoutException tooSlow) {
      return -1;
    }
  }

  private CallbackPage answer(String head) {
    CallbackRequest request = CallbackRequest.parse(head);
    if (!request.isWellFormed()) {
      return CallbackPage.BAD_REQUEST;
    }
    if (!request.host().equals("127.0.0.1:" + socket.getLocalPort())) {
      return CallbackPage.MISDIRECTED;
    }
    if (!request.path().equals("/callback")) {
      return CallbackPage.NOT_FOUND;
    }
    if (!request.method().equals("GET")) {
      return CallbackPage.METHOD_NOT_ALLOWED;
    }
    return switch (Callback.parse(request.query(), state)) {
      case Callback.Parsed.NotOurs() -> CallbackPage.NOT_OURS;
      case Callback.Parsed.Ours(Callback ours) ->
          answer.complete(ours) ? CallbackPage.of(ours) : CallbackPage.GONE;
    };
  }
}
