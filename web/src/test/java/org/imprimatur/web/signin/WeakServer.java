package org.imprimatur.web.signin;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;

/** An HTTP server that counts what it is asked, and answers late, wrongly or never when told to. */
final class WeakServer implements AutoCloseable {
  private static final String UNHEARD = "X-Unheard";

  private final Map<String, Weakness> weaknesses = new ConcurrentHashMap<>();
  private final Map<String, AtomicInteger> calls = new ConcurrentHashMap<>();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final HttpServer server;

  private WeakServer(HttpServer server) {
    this.server = server;
    server.setExecutor(threads);
  }

  /** On this port, or on a free one for 0. */
  static WeakServer at(int port) {
    try {
      return new WeakServer(
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** On a free port, over TLS with this certificate. */
  static WeakServer overTls(SSLContext certificate) {
    try {
      HttpsServer server =
          HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      server.setHttpsConfigurator(new HttpsConfigurator(certificate));
      return new WeakServer(server);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  void start() {
    server.start();
  }

  String address() {
    return (server instanceof HttpsServer ? "https" : "http") + "://localhost:" + port();
  }

  int port() {
    return server.getAddress().getPort();
  }

  void weaken(String path, Weakness weakness) {
    weaknesses.put(path, weakness);
  }

  void heal() {
    weaknesses.clear();
    calls.clear();
  }

  int calls(String name) {
    return calls.getOrDefault(name, new AtomicInteger()).get();
  }

  void count(String name) {
    calls.computeIfAbsent(name, n -> new AtomicInteger()).incrementAndGet();
  }

  void on(String path, Endpoint endpoint) {
    server.createContext(
        path,
        exchange -> {
          count(path);
          play(exchange, endpoint, weaknesses.getOrDefault(path, Weakness.NONE));
        });
  }

  private void play(HttpExchange exchange, Endpoint endpoint, Weakness weakness)
      throws IOException {
    if (weakness instanceof Weakness.Says says) {
      json(exchange, says.status(), says.body());
    } else if (weakness instanceof Weakness.Drips) {
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(200, 0);
      drip(exchange);
    } else if (weakness instanceof Weakness.Floods) {
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(200, 0);
      while (write(exchange, " ".repeat(64_000))) {}
    } else if (weakness instanceof Weakness.Delay delay) {
      Runnable answer = () -> quietly(exchange, endpoint);
      after(delay.time()).execute(answer);
    } else if (weakness instanceof Weakness.Breaks) {
      exchange.getResponseHeaders().set(UNHEARD, "");
      endpoint.answer(exchange);
    }
  }

  private Executor after(Duration time) {
    return CompletableFuture.delayedExecutor(time.toMillis(), TimeUnit.MILLISECONDS, threads);
  }

  private void drip(HttpExchange exchange) {
    if (write(exchange, " ")) {
      after(Duration.ofMillis(300)).execute(() -> drip(exchange));
    }
  }

  private static boolean write(HttpExchange exchange, String text) {
    try {
      exchange.getResponseBody().write(text.getBytes(StandardCharsets.UTF_8));
      exchange.getResponseBody().flush();
      return true;
    } catch (IOException e) {
      exchange.close();
      return false;
    }
  }

  private static void quietly(HttpExchange exchange, Endpoint endpoint) {
    try {
      endpoint.answer(exchange);
    } catch (IOException | RuntimeException e) {
      exchange.close();
    }
  }

  static void json(HttpExchange exchange, int status, String body) throws IOException {
    answer(exchange, status, "application/json", body);
  }

  static void answer(HttpExchange exchange, int status, String type, String body)
      throws IOException {
    if (exchange.getResponseHeaders().containsKey(UNHEARD)) {
      exchange.close();
      return;
    }
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    try (OutputStream out = exchange.getResponseBody()) {
      out.write(bytes);
    }
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  /** Answers one request. */
  interface Endpoint {
    void answer(HttpExchange exchange) throws IOException;
  }
}
