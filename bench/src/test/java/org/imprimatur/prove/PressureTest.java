package org.imprimatur.prove;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.imprimatur.bench.HttpConnection;
import org.imprimatur.bench.Threads;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PressureTest {
  private static final byte[] PAGE = new byte[100_000];
  private static final Duration SECOND = Duration.ofSeconds(1);

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private HttpServer server;

  @BeforeEach
  void serve() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
    threads.shutdownNow();
  }

  /** The third of each four is held until the fourth of them was asked for. */
  @Test
  void eachAnswerIsThatOfItsRequestInWhateverOrderTheyCome() throws IOException {
    CountDownLatch[] fourth =
        IntStream.range(0, 50).mapToObj(i -> new CountDownLatch(1)).toArray(CountDownLatch[]::new);
    server.createContext(
        "/",
        asked -> {
          int number = number(asked);
          switch (number % 4) {
            case 0 -> answer(asked, 200, PAGE.length);
            case 1 -> answer(asked, 201, 0);
            case 2 -> {
              await(fourth[number / 4]);
              answer(asked, 404, PAGE.length);
            }
            default -> {
              fourth[number / 4].countDown();
              asked.getResponseHeaders().set("Retry-After", "1");
              answer(asked, 503, 0);
            }
          }
        });
    Outcome outcome = pressure().at(200, SECOND);
    assertThat(IntStream.range(0, 200).map(outcome::status).toArray())
        .isEqualTo(
            IntStream.range(0, 200).map(i -> new int[] {200, 201, 404, 503}[i % 4]).toArray());
    assertThat(outcome.wellShed()).isTrue();
    assertThat(outcome.accepted(i -> i % 4 == 3)).isZero();
    assertThat(outcome.accepted(i -> i % 4 != 3)).isEqualTo(100);
  }

  @Test
  void turningAwayWithoutSayingWhenToComeBackIsNotDoneWell() throws IOException {
    server.createContext("/", asked -> answer(asked, 503, 0));
    assertThat(pressure().at(20, SECOND).wellShed()).isFalse();
  }

  @Test
  void noRequestWaitsForTheAnswerToAnother() throws IOException {
    CountDownLatch all = new CountDownLatch(300);
    server.createContext(
        "/",
        asked -> {
          all.countDown();
          await(all);
          answer(asked, 200, 0);
        });
    Outcome outcome = pressure().at(300, SECOND);
    assertThat(outcome.accepted(i -> true)).isEqualTo(100);
    assertThat(outcome.connections()).isEqualTo(300);
    assertThat(outcome.acceptedMillis(100)).isGreaterThan(900);
  }

  @Test
  void aConnectionIsUsedAgain() throws IOException {
    server.createContext("/", asked -> answer(asked, 200, PAGE.length));
    assertThat(pressure().at(50, SECOND).connections()).isLessThan(50);
  }

  @Test
  void whatIsSentLateIsToldAsLateAndTakesNoLessForIt() throws IOException {
    server.createContext("/", asked -> answer(asked, 200, 0));
    AtomicBoolean once = new AtomicBoolean();
    Outcome outcome =
        new Pressure(
                server.getAddress().getPort(),
                i -> {
                  if (i == 10 && !once.getAndSet(true)) {
                    Threads.pause(Duration.ofMillis(500));
                  }
                  return request(i);
                })
            .at(100, SECOND);
    assertThat(outcome.lateMillis(100)).isGreaterThanOrEqualTo(500);
    assertThat(outcome.lateMillis(60)).isGreaterThan(1);
    assertThat(outcome.acceptedMillis(100)).isGreaterThanOrEqualTo(500);
    assertThat(outcome.normalAfter(250)).isBetween(0.6, 1.0);
  }

  @Test
  void aServerThatClosesHasNotAnsweredAndIsAskedTheNextOverAnotherConnection() throws IOException {
    try (ServerSocket server = listen()) {
      threads.execute(() -> closeEach(server, 2, "connection: close\r\n"));
      Outcome outcome = new Pressure(server.getLocalPort(), i -> request(i)).at(40, SECOND);
      assertThat(outcome.cut()).isEqualTo(20);
      assertThat(outcome.wellShed()).isFalse();
      assertThat(outcome.accepted(i -> true)).isEqualTo(50);
    }
  }

  @Test
  void aConnectionThatClosesWhileNothingIsOnItIsNotUsedAgain() throws IOException {
    try (ServerSocket server = listen()) {
      threads.execute(() -> closeEach(server, 1, ""));
      Outcome outcome = new Pressure(server.getLocalPort(), i -> request(i)).at(4, SECOND);
      assertThat(outcome.cut()).isZero();
      assertThat(outcome.connections()).isOne();
    }
  }

  @Test
  void whereNobodyListensNothingIsAnswered() throws IOException {
    int port = server.getAddress().getPort();
    server.stop(0);
    Outcome outcome = new Pressure(port, i -> request(i)).at(20, SECOND);
    assertThat(outcome.cut()).isEqualTo(20);
    assertThat(outcome.goodput()).isZero();
  }

  private Pressure pressure() {
    return new Pressure(server.getAddress().getPort(), i -> request(i));
  }

  private static byte[] request(int number) {
    return HttpConnection.get(80, "/" + number);
  }

  private static int number(HttpExchange asked) {
    return Integer.parseInt(asked.getRequestURI().getPath().substring(1));
  }

  /** In chunks where there is no length. */
  private static void answer(HttpExchange asked, int status, int length) throws IOException {
    asked.sendResponseHeaders(status, length);
    asked.getResponseBody().write(PAGE);
    asked.close();
  }

  private static void await(CountDownLatch latch) throws IOException {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  private static ServerSocket listen() throws IOException {
    return new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  }

  /** Takes one request of each connection, and answers every so many of them. */
  private static void closeEach(ServerSocket server, int every, String header) {
    String answer = "HTTP/1.1 200 OK\r\n" + header + "content-length: 0\r\n\r\n";
    try {
      for (int i = 0; !server.isClosed(); i++) {
        try (Socket socket = server.accept()) {
          socket.getInputStream().read(new byte[1_000]);
          socket.getOutputStream().write(i % every == 0 ? answer.getBytes(US_ASCII) : new byte[0]);
        }
      }
    } catch (IOException e) {
      assertThat(server.isClosed()).isTrue();
    }
  }
}
