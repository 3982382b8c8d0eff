package com.optalocal.accounts.adapters.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProtocolException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/// Just enough HTTP/1.1 for the daemon's client: several exchanges on one connection, so that
/// whoever proved itself in the first is who gets the second. Answers are framed by
/// `Content-Length`; anything else is refused.
///
/// A plain socket, because the JDK's HTTP clients cost a command more start-up time than all else.
final class LoopbackConnection implements AutoCloseable {
  private static final int MAX_HEAD = 16 * 1024;
  private static final byte[] LOOPBACK = {127, 0, 0, 1};

  private final Socket socket;
  private final InputStream in;
  private final int port;

  /// An answer as it came.
  static final class Answer {
    private final int status;
    private final byte[] body;

    private Answer(int status, byte[] body) {
      this.status = status;
      this.body = body;
    }

    int status() {
      return status;
    }

    byte[] body() {
      return body;
    }
  }

  private LoopbackConnection(Socket socket, int port) throws IOException {
    this.socket = socket;
    this.in = socket.getInputStream();
    this.port = port;
  }

  /// @throws IOException if nobody listens there
  static LoopbackConnection open(int port, int millis) throws IOException {
    Socket socket = new Socket();
    try {
      socket.connect(new InetSocketAddress(InetAddress.getByAddress(LOOPBACK), port), millis);
      socket.setTcpNoDelay(true);
      return new LoopbackConnection(socket, port);
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }

  /// @param headers complete lines, without their ends
  /// @param millis how long the answer may be silent
  /// @throws IOException if the other side is silent, leaves, or does not speak HTTP as agreed
  Answer exchange(
      String method, String target, String headers, byte[] body, int maxAnswer, int millis)
      throws IOException {
    socket.setSoTimeout(millis);
    String head =
        method
            .concat(" ")
            .concat(target)
            .concat(" HTTP/1.1\r\nHost: 127.0.0.1:")
            .concat(Integer.toString(port))
            .concat("\r\nContent-Length: ")
            .concat(Integer.toString(body.length))
            .concat("\r\n")
            .concat(headers)
            .concat("\r\n");
    ByteArrayOutputStream request = new ByteArrayOutputStream(head.length() + body.length);
    request.writeBytes(head.getBytes(StandardCharsets.ISO_8859_1));
    request.writeBytes(body);
    request.writeTo(socket.getOutputStream());
    String answer = head();
    int length = contentLength(answer);
    if (length > maxAnswer) {
      throw new ProtocolException("the answer is too large");
    }
    byte[] content = in.readNBytes(length);
    if (content.length != length) {
      throw new ProtocolException("the answer is cut short");
    }
    return new Answer(status(answer), content);
  }

  /// Everything up to the empty line.
  private String head() throws IOException {
    StringBuilder head = new StringBuilder(256);
    while (head.length() < MAX_HEAD) {
      int next = in.read();
      if (next < 0) {
        throw new ProtocolException("the connection ended before an answer");
      }
      head.append((char) next);
      int end = head.length();
      if (next == '\n' && end >= 4 && head.charAt(end - 3) == '\n') {
        return head.toString();
      }
    }
    throw new ProtocolException("the answer's head is too large");
  }

  private static int status(String head) throws IOException {
    if (!head.startsWith("HTTP/1.1 ") || head.length() < 13) {
      throw new ProtocolException("this is not HTTP/1.1");
    }
    return number(head.substring(9, 12));
  }

  private static int contentLength(String head) throws IOException {
    int length = -1;
    int at = head.indexOf('\n') + 1;
    while (at < head.length()) {
      int end = head.indexOf('\n', at);
      int colon = head.indexOf(':', at);
      if (colon > 0
          && colon < end
          && head.regionMatches(true, at, "Content-Length", 0, colon - at)
          && colon - at == "Content-Length".length()) {
        if (length >= 0) {
          throw new ProtocolException("the answer has two lengths");
        }
        length = number(head.substring(colon + 1, end).strip());
      }
      at = end + 1;
    }
    if (length < 0) {
      throw new ProtocolException("the answer has no length");
    }
    return length;
  }

  private static int number(String digits) throws IOException {
    try {
      return Integer.parseUnsignedInt(digits);
    } catch (NumberFormatException malformed) {
      throw new ProtocolException("the answer has a malformed number");
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
