package com.optalocal.accounts.adapters.http;

import com.optalocal.accounts.domain.session.PortalUrl;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// A server that answers every connection with whatever bytes a test wants, or not at all.
public final class TroubledPortal implements AutoCloseable {
  /// Writes an answer; the connection closes when it returns.
  public interface Script {
    void play(OutputStream out) throws IOException, InterruptedException;
  }

  private final ServerSocket server;
  private final List<String> requests = new CopyOnWriteArrayList<>();

  public TroubledPortal(Script script) {
    try {
      server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread.ofVirtual().start(() -> serve(script));
  }

  /// Answers everything with `status` and `body`.
  public static TroubledPortal answering(int status, String body) {
    return answering(status, body, "");
  }

  public static TroubledPortal answering(int status, String body, String headers) {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    return new TroubledPortal(out -> {
      out.write(
          ("HTTP/1.1 "
                  + status
                  + " X\r\nContent-Length: "
                  + bytes.length
                  + "\r\n"
                  + headers
                  + "\r\n")
              .getBytes(StandardCharsets.ISO_8859_1));
      out.write(bytes);
    });
  }

  private void serve(Script script) {
    while (!server.isClosed()) {
      try {
        Socket socket = server.accept();
        Thread.ofVirtual().start(() -> answer(socket, script));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void answer(Socket socket, Script script) {
    try (socket) {
      requests.add(head(socket));
      script.play(socket.getOutputStream());
      socket.getOutputStream().flush();
      socket.shutdownOutput();
      socket.getInputStream().skip(Long.MAX_VALUE); // until the other side has gone
    } catch (IOException gone) {
      // the other side did not like it, which is what these tests are about
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static String head(Socket socket) throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      int next = socket.getInputStream().read();
      if (next < 0) {
        return head.toString();
      }
      head.append((char) next);
    }
    return head.toString();
  }

  /// The heads of the requests so far.
  public List<String> requests() {
    return List.copyOf(requests);
  }

  public int port() {
    return server.getLocalPort();
  }

  public PortalUrl url() {
    return new PortalUrl("http://127.0.0.1:" + port());
  }

  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
