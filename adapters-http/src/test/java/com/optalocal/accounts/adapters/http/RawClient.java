package com.optalocal.accounts.adapters.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/// Sends exactly the bytes that a test writes, which no well-behaved client would.
final class RawClient {
  private static final int TIMEOUT_MILLIS = 10_000;

  private RawClient() {}

  /// The whole answer to `request`, whose connection the server closes.
  static String send(int port, String request) {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(TIMEOUT_MILLIS);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      socket.getOutputStream().flush();
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String get(int port, String path, String... headers) {
    return send(
        port,
        "GET "
            + path
            + " HTTP/1.1\r\n"
            + String.join("", java.util.stream.Stream.of(headers).map(h -> h + "\r\n").toList())
            + "Connection: close\r\n\r\n");
  }

  static int status(String answer) {
    return Integer.parseInt(answer.substring(9, 12), 10);
  }
}
