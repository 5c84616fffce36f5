package org.imprimatur.prove;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.imprimatur.bench.Threads;

/** Somebody's approval service at one address, in whatever mood it is put. */
final class StandInApprovalService implements AutoCloseable {
  /** What requests and answers are signed with. */
  static final String SECRET = "whsec_" + base64("the secret that both of them know");

  private static final String STRANGE = "whsec_" + base64("a secret that the board does not have");
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration SLOW = Duration.ofSeconds(30);
  private static final int THREADS = 64;
  private static final int TRIES = 100;

  private final Map<String, List<Long>> asked = new ConcurrentHashMap<>();
  private final Set<String> decided = ConcurrentHashMap.newKeySet();
  private final AtomicInteger requests = new AtomicInteger();
  private final AtomicInteger believed = new AtomicInteger();
  private final HttpClient http = HttpClient.newHttpClient();
  private final int port;
  private volatile int boardPort;
  private Listening listening = () -> {};

  StandInApprovalService() throws IOException {
    port = freePort();
  }

  /** One that no connection of anybody's begins at, as they do at those that the system gives. */
  private static int freePort() throws IOException {
    for (int port = 20_000; port < 30_000; port++) {
      try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
        return socket.getLocalPort();
      } catch (BindException e) {
        continue;
      }
    }
    throw new IOException("no port is free");
  }

  /** How it treats requests. */
  enum Mood {
    /** Nobody listens. */
    REFUSES,
    /** Connections are neither taken nor refused. */
    SWALLOWS,
    /** Answers after half a minute. */
    DAWDLES,
    /** Answers 500. */
    FAILS,
    /** Answers with bytes that are no HTTP. */
    BABBLES,
    /** Says yes in its answer, unsigned, and signed by somebody else. */
    FORGES,
    /** Says yes as it should. */
    ANSWERS;

    /** Whether requests come through to it. */
    boolean listens() {
      return this != REFUSES && this != SWALLOWS;
    }

    /** Whether a call has no answer that a caller could read, or wait for. */
    boolean silent() {
      return !listens() || this == DAWDLES || this == BABBLES;
    }
  }

  /** What takes requests, or does not. */
  private interface Listening {
    void stop() throws IOException;
  }

  /** Where it is. */
  String address() {
    return "http://127.0.0.1:" + port + "/";
  }

  /** Says where answers go. */
  void answersTo(int port) {
    boardPort = port;
  }

  /** From now on it treats requests so. */
  void put(Mood mood) throws IOException {
    listening.stop();
    listening = () -> {};
    for (int i = 0; i < TRIES; i++) {
      try {
        listening = listening(mood);
        return;
      } catch (BindException e) {
        Threads.pause(Duration.ofMillis(100)); // What listened before is not quite gone.
      }
    }
    throw new BindException("port " + port + " stays taken");
  }

  private Listening listening(Mood mood) throws IOException {
    return switch (mood) {
      case REFUSES -> () -> {};
      case SWALLOWS -> hole();
      case BABBLES -> babbler();
      default -> server(mood);
    };
  }

  /** How many requests came so far. */
  int requests() {
    return requests.get();
  }

  /** When each request came, by its name, in nanoseconds. */
  List<List<Long>> asked() {
    return asked.values().stream().map(List::copyOf).toList();
  }

  /** The posts that the board has a yes of. */
  Set<String> decided() {
    return decided;
  }

  /** How many forged answers the board believed. */
  int believed() {
    return believed.get();
  }

  /** A queue of connections that is full and that nobody empties. */
  private Listening hole() throws IOException {
    List<Socket> queue = new ArrayList<>();
    ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress());
    for (int i = 0; i < 2; i++) {
      queue.add(new Socket(InetAddress.getLoopbackAddress(), port));
    }
    return () -> {
      socket.close();
      for (Socket each : queue) {
        each.close();
      }
    };
  }

  private Listening babbler() throws IOException {
    ServerSocket socket = new ServerSocket(port, 50, InetAddress.getLoopbackAddress());
    Thread thread = new Thread(() -> babble(socket));
    thread.setDaemon(true);
    thread.start();
    return socket::close;
  }

  private void babble(ServerSocket server) {
    while (!server.isClosed()) {
      try (Socket socket = server.accept()) {
        requests.incrementAndGet();
        socket
            .getOutputStream()
            .write("yes yes \0 approved\r\n\r\n".getBytes(StandardCharsets.UTF_8));
      } catch (IOException e) {
        // It went away, or was told to be something else.
      }
    }
  }

  private Listening server(Mood mood) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    server.setExecutor(threads);
    server.createContext("/", exchange -> take(exchange, mood));
    server.start();
    return () -> {
      server.stop(0);
      threads.shutdownNow();
    };
  }

  private void take(HttpExchange exchange, Mood mood) throws IOException {
    try (exchange) {
      String name = exchange.getRequestHeaders().getFirst("webhook-id");
      requests.incrementAndGet();
      asked.computeIfAbsent(name, unseen -> new ArrayList<>()).add(System.nanoTime());
      JsonNode request = JSON.readTree(exchange.getRequestBody().readAllBytes());
      switch (mood) {
        case DAWDLES -> {
          Threads.pause(SLOW);
          exchange.sendResponseHeaders(200, -1);
        }
        case FORGES -> forge(exchange, name, yes(request));
        case ANSWERS -> answer(exchange, name, request);
        default -> exchange.sendResponseHeaders(500, -1);
      }
    }
  }

  private void forge(HttpExchange exchange, String name, String yes) throws IOException {
    String now = now();
    String ours = signature(SECRET, name, now, yes.replace("true", "false"));
    for (String signature : List.of("", signature(STRANGE, name, now, yes), ours)) {
      believed.addAndGet(send(name, now, signature, yes) < 300 ? 1 : 0);
    }
    byte[] body = yes.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(200, body.length);
    exchange.getResponseBody().write(body);
  }

  private void answer(HttpExchange exchange, String name, JsonNode request) throws IOException {
    String now = now();
    String yes = yes(request);
    String mine = "answer-to-" + name;
    boolean taken = send(mine, now, signature(SECRET, mine, now, yes), yes) == 200;
    if (taken) {
      decided.add(request.at("/detail/post/id").asText());
    }
    exchange.sendResponseHeaders(taken ? 202 : 500, -1);
  }

  private static String yes(JsonNode request) {
    JsonNode detail = request.required("detail");
    return JSON.createObjectNode()
        .put("postId", detail.at("/post/id").asText())
        .put("revision", detail.at("/post/revision").asInt())
        .put("approved", true)
        .put("decidedBy", "theirs")
        .put("decidedAt", Clock.systemUTC().instant().toString())
        .put("requestId", detail.required("requestId").asText())
        .put("traceparent", detail.required("traceparent").asText())
        .toString();
  }

  private int send(String name, String time, String signature, String body) throws IOException {
    HttpRequest request =
        HttpRequest.newBuilder(
                URI.create("http://localhost:" + boardPort + "/api/approval-responses"))
            .header("Content-Type", "application/json")
            .header("webhook-id", name)
            .header("webhook-timestamp", time)
            .header("webhook-signature", signature)
            .POST(BodyPublishers.ofString(body))
            .build();
    try {
      return http.send(request, BodyHandlers.discarding()).statusCode();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("told to be something else");
    }
  }

  private static String now() {
    return Long.toString(Clock.systemUTC().instant().getEpochSecond());
  }

  private static String signature(String secret, String name, String time, String body) {
    try {
      byte[] key = Base64.getDecoder().decode(secret.substring("whsec_".length()));
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      String signed = name + "." + time + "." + body;
      return "v1,"
          + Base64.getEncoder()
              .encodeToString(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java cannot sign", e);
    }
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public void close() throws IOException {
    listening.stop();
  }
}
