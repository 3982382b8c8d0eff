package com.optalocal.accounts.bootstrap.story;

import com.optalocal.accounts.bootstrap.tour.VisitedPage;
import com.optalocal.accounts.bootstrap.tour.Visitor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;

/// A portal of the test's own, started with `bin/opta portal start` in a home of its own.
final class RunningPortal implements AutoCloseable {
  private final Machine machine;
  private final int port;
  private Background process;

  private RunningPortal(Machine machine, int port) {
    this.machine = machine;
    this.port = port;
    this.process = launch();
  }

  static RunningPortal start() {
    return new RunningPortal(Machine.withPortal(""), freePort());
  }

  static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Background launch() {
    Background started = machine.start("portal", "start", "--port", Integer.toString(port));
    started.await("(The portal is ready)");
    return started;
  }

  String url() {
    return "http://localhost:" + port;
  }

  /// The one-time link for the first owner.
  String ownerLink() {
    return process.await("(http://localhost:[0-9]+/sign-up\\?owner=[A-Za-z0-9_-]+)");
  }

  Path folder() {
    return machine.portalFolder();
  }

  Path home() {
    return machine.home();
  }

  /// kill -9, and a new start on the same files.
  void killAndRestart() {
    process.kill();
    process = launch();
  }

  void kill() {
    process.kill();
  }

  void stop() {
    process.close();
  }

  void restart() {
    process = launch();
  }

  /// A start on the same files, none of which may grow past `bytes`: a disk that fills up.
  void restartWithFilesUpTo(long bytes) {
    // a shell counts in blocks of 512 bytes
    process =
        machine.startLimited(
            "ulimit -f " + bytes / 512, "portal", "start", "--port", Integer.toString(port));
    process.await("(The portal is ready)");
  }

  Machine.Run rotateLogKey() {
    return machine.opta("portal", "log-key", "rotate", "--json");
  }

  /// A second start in the same home.
  Machine.Run startAgainAtHome() {
    return machine.opta("portal", "start", "--port", Integer.toString(port));
  }

  /// A second start on the same port, from a home of its own.
  Machine.Run startAnother() {
    try (Machine other = Machine.withPortal("")) {
      return other.opta("portal", "start", "--port", Integer.toString(port));
    }
  }

  /// Makes an account without a browser.
  void signUp(String email, String password) {
    String body = "{\"email\":\"" + email + "\",\"password\":\"" + password + "\"}";
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url() + "/auth/v1/signup"))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() != 200) {
        throw new AssertionError("sign-up answered " + answer.statusCode());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /// Makes the first account through the owner's link.
  void signUpOwner(String email, String password) {
    try (Visitor visitor = new Visitor()) {
      VisitedPage home =
          visitor.submit(
              visitor.open(ownerLink()),
              Map.of("email", email, "name", "Ana", "password", password));
      if (home.status() != 200) {
        throw new AssertionError("sign-up answered " + home.status());
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    process.close();
    machine.close();
  }
}
