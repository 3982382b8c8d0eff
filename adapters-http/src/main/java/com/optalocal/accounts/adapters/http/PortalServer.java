package com.optalocal.accounts.adapters.http;

import com.optalocal.accounts.domain.RandomBytes;
import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.javalin.http.HttpResponseException;
import io.javalin.util.JavalinBindException;
import java.net.BindException;
import java.net.Inet4Address;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The portal: pages, `/api` and `/auth/v1`, on virtual threads. Starts once and stops once.
public final class PortalServer {
  private static final Logger LOG = LoggerFactory.getLogger(PortalServer.class);
  private static final Duration IDLE = Duration.ofSeconds(30);
  private static final Duration GRACE = Duration.ofSeconds(5);
  private static final int MAX_HEADER_BYTES = 16 << 10;

  private final Site site;
  private final List<Route> routes;
  private final Guard guard;
  private final Failures failures;
  private final Javalin javalin;

  public PortalServer(
      PortalConfig config, PortalUseCases useCases, RandomBytes random, InstantSource clock) {
    this.site = new Site(config, random, clock);
    this.routes = PortalRoutes.all(config, site, useCases);
    this.guard =
        new Guard(site, useCases.sessions(), useCases.factors().secondStep(), useCases.authorize());
    this.failures = new Failures(site);
    this.javalin = Javalin.create(this::configure);
  }

  /// Every route that this portal answers.
  public List<Route> routes() {
    return routes;
  }

  /// Listens, and answers the port. A portal on 127.0.0.1 listens on `::1` too, where there is one:
  /// browsers try both for `localhost`, and another user of this machine must not get to answer.
  ///
  /// @throws PortInUse if somebody else has it on either address
  public int start() {
    InetSocketAddress bind = site.config().bind();
    try {
      javalin.start(bind.getAddress().getHostAddress(), bind.getPort());
    } catch (JavalinBindException e) {
      throw new PortInUse(bind.getPort(), e);
    }
    if (bind.getAddress() instanceof Inet4Address four && four.isLoopbackAddress()) {
      try {
        listenToo("::1", javalin.port());
      } catch (BindException taken) {
        javalin.stop();
        throw new PortInUse(bind.getPort(), taken);
      }
    }
    return javalin.port();
  }

  /// @throws BindException if somebody else has `port` there; an address that this machine does not
  ///   have is passed over
  private void listenToo(String host, int port) throws BindException {
    Server server = javalin.jettyServer().server();
    HttpConfiguration http =
        server
            .getConnectors()[0]
            .getConnectionFactory(HttpConnectionFactory.class)
            .getHttpConfiguration();
    ServerConnector connector = new ServerConnector(server, new HttpConnectionFactory(http));
    connector.setHost(host);
    connector.setPort(port);
    connector.setIdleTimeout(IDLE.toMillis());
    server.addConnector(connector);
    try {
      connector.start();
    } catch (Exception refused) {
      server.removeConnector(connector);
      if (isTaken(refused)) {
        throw (BindException) new BindException("the port is taken").initCause(refused);
      }
      LOG.info("This machine has no {}: listening without it", host);
    }
  }

  /// Linux says "Cannot assign requested address" with the same class of exception.
  private static boolean isTaken(Throwable refused) {
    for (Throwable cause = refused; cause != null; cause = cause.getCause()) {
      if (cause instanceof BindException && String.valueOf(cause.getMessage()).contains("in use")) {
        return true;
      }
    }
    return false;
  }

  /// Stops taking requests, waits up to five seconds for those under way, and closes.
  public void stop() {
    javalin.stop();
  }

  private void configure(JavalinConfig javalinConfig) {
    javalinConfig.startup.showJavalinBanner = false;
    javalinConfig.startup.showOldJavalinVersionWarning = false;
    javalinConfig.startup.startupWatcherEnabled = false;
    javalinConfig.concurrency.useVirtualThreads = true;
    javalinConfig.http.prefer405over404 = true;
    // compressing pages that hold both a form token and typed text would leak the token (BREACH)
    javalinConfig.http.compressionStrategy = CompressionStrategy.NONE;
    javalinConfig.http.maxRequestSize = Body.MAX_BYTES;
    javalinConfig.jetty.modifyHttpConfiguration(PortalServer::bound);
    javalinConfig.jetty.modifyServer(PortalServer::calm);
    javalinConfig.routes.before(this::before);
    for (Route route : routes) {
      javalinConfig.routes.addHttpHandler(
          HandlerType.findOrCreate(route.method().name()),
          route.path(),
          context -> handle(context, route));
    }
    javalinConfig.routes.exception(Exception.class, (e, context) -> failures.answer(context, e));
    // Javalin has a handler of its own for these, which quotes the path
    javalinConfig.routes.exception(
        HttpResponseException.class, (e, context) -> failures.answer(context, e));
  }

  private static void bound(HttpConfiguration http) {
    http.setRequestHeaderSize(MAX_HEADER_BYTES);
    http.setResponseHeaderSize(MAX_HEADER_BYTES);
    http.setSendServerVersion(false);
    http.setSendDateHeader(true);
    http.setIdleTimeout(IDLE.toMillis());
  }

  private static void calm(Server server) {
    server.setStopTimeout(GRACE.toMillis());
    server.setHandler(new GracefulHandler());
    server.setErrorHandler(new JettyProblems());
  }

  private void before(Context context) {
    Headers.strictest(context, site.config().publicUrl().isSecure());
    guard.checkHost(context, javalin.port());
  }

  private void handle(Context context, Route route) {
    Exchange exchange = new Exchange(context, site);
    if (guard.admits(exchange, route)) {
      route.endpoint().answer(exchange);
    }
  }
}
