package org.imprimatur.web.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** An approval service that does as it is told and keeps what it was sent. */
final class FakeApprovalService implements AutoCloseable {
  private final List<Received> received = new CopyOnWriteArrayList<>();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final CountDownLatch closing = new CountDownLatch(1);
  private final HttpServer server;
  private volatile Reaction reaction = says(200, "");

  FakeApprovalService() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(threads);
    server.createContext("/", this::take);
    server.start();
  }

  /** Where it listens. */
  URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/requests");
  }

  /** From now on it does this. */
  void does(Reaction reaction) {
    this.reaction = reaction;
  }

  /** Everything it was sent so far. */
  List<Received> received() {
    return List.copyOf(received);
  }

  /** Answers with a status and a body. */
  static Reaction says(int status, String body) {
    return (exchange, request) -> {
      byte[] bytes = body.getBytes(UTF_8);
      exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
      exchange.getResponseBody().write(bytes);
    };
  }

  /** Sends the sender elsewhere. */
  static Reaction redirects(int status, URI elsewhere) {
    return (exchange, request) -> {
      exchange.getResponseHeaders().set("Location", elsewhere.toString());
      exchange.sendResponseHeaders(status, -1);
    };
  }

  /** Never answers. */
  Reaction hangs() {
    return (exchange, request) -> awaitClosing();
  }

  /** Begins an answer that never ends. */
  Reaction dawdles() {
    return (exchange, request) -> {
      exchange.sendResponseHeaders(200, 0);
      exchange.getResponseBody().write(' ');
      exchange.getResponseBody().flush();
      awaitClosing();
    };
  }

  private void awaitClosing() {
    try {
      closing.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void take(HttpExchange exchange) throws IOException {
    try (exchange) {
      Received request =
          new Received(
              new Stamp(
                  exchange.getRequestHeaders().getFirst(Stamp.ID),
                  exchange.getRequestHeaders().getFirst(Stamp.TIMESTAMP),
                  exchange.getRequestHeaders().getFirst(Stamp.SIGNATURE)),
              exchange.getRequestMethod() + " " + exchange.getRequestURI(),
              exchange.getRequestHeaders().getFirst("Content-Type"),
              new String(exchange.getRequestBody().readAllBytes(), UTF_8));
      received.add(request);
      reaction.to(exchange, request);
    }
  }

  @Override
  public void close() {
    closing.countDown();
    server.stop(0);
    threads.shutdownNow();
  }

  /** What it does with one request. */
  interface Reaction {
    void to(HttpExchange exchange, Received request) throws IOException;
  }

  /** A request as it came in. */
  record Received(Stamp stamp, String line, String type, String body) {}
}
