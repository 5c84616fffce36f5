package org.imprimatur.web.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged board from its start to its end. */
class StartAndStopIT {
  private static final List<String> PLAIN = List.of();
  private static final Duration LIMIT = Duration.ofSeconds(20);
  private static final String BODY = "title=Under+way&body=At+the+end&key=k";
  private static final int SLOW = 30;
  private static final int LOAD = 8;

  @TempDir Path data;

  @Test
  void whatIsUnderWayIsFinishedAndTheEndIsNoFailure() throws IOException {
    try (BoardProcess board = BoardProcess.start(data, PLAIN)) {
      assertThat(board.operatorsStatus("/q/health/ready")).isEqualTo(200);
      assertThat(board.status("/q/health/ready")).isEqualTo(404);
      List<Socket> slow = begin(board);
      Load load = new Load(board);
      load.awaitSome();

      board.terminate();
      BoardProcess.until(
          LIMIT, () -> board.operatorsStatus("/q/health/ready") == 503, "it stayed ready");
      assertThat(board.status("/")).isIn(0, 503);
      for (Socket socket : slow) {
        write(socket, BODY.substring(10));
      }

      assertThat(slow)
          .allSatisfy(
              socket ->
                  assertThat(read(socket)).startsWith("HTTP/1.1 401").contains("__Host-draft="));
      assertThat(board.end(LIMIT)).isZero();
      assertThat(load.stop()).as("answers that broke off").isZero();
      assertThat(board.said()).doesNotContain("ERROR");
    }
    try (BoardProcess again = BoardProcess.start(data, PLAIN)) {
      assertThat(again.operatorsStatus("/q/health/ready")).isEqualTo(200);
    }
  }

  @Test
  void whoSendsByteByByteIsCutAndNobodyElseNotices() throws IOException {
    try (BoardProcess board = BoardProcess.start(data, PLAIN)) {
      int before = board.openFiles();
      List<Socket> heads = open(board, 1_000, "GET / HTTP/1.1\r\nX-Slow: ");
      List<Socket> bodies = open(board, 1_000, head(60_000));
      String late = "somebody slow is still there";
      BoardProcess.until(Duration.ofSeconds(14), () -> trickled(board, heads) == 0, late);
      BoardProcess.until(Duration.ofSeconds(24), () -> trickled(board, bodies) == 0, late);
      BoardProcess.until(LIMIT, () -> board.openFiles() <= before + 10, "connections are left");
      assertThat(board.said()).doesNotContain("ERROR");
    }
  }

  /** Sends each a byte; how many still take it. Whoever else comes is served. */
  private static long trickled(BoardProcess board, List<Socket> sockets) {
    assertThat(board.status("/")).isEqualTo(200);
    return sockets.stream().filter(StartAndStopIT::trickle).count();
  }

  @Test
  void whoNeverEndsDoesNotKeepItFromEnding() throws IOException {
    try (BoardProcess board = BoardProcess.start(data, PLAIN)) {
      begin(board);
      board.terminate();
      assertThat(board.end(LIMIT)).isZero();
    }
  }

  @Test
  void killedWhileItEndsItStartsAgain() throws IOException {
    String longEnoughToSee = "-Dquarkus.shutdown.delay=3s";
    try (BoardProcess board = BoardProcess.start(data, PLAIN, longEnoughToSee)) {
      begin(board);
      board.terminate();
      BoardProcess.until(
          LIMIT, () -> board.operatorsStatus("/q/health/ready") == 503, "it stayed ready");
      board.kill();
      assertThat(board.end(LIMIT)).isEqualTo(137);
    }
    try (BoardProcess again = BoardProcess.start(data, PLAIN)) {
      assertThat(again.operatorsStatus("/q/health/ready")).isEqualTo(200);
    }
  }

  @Test
  void withoutItsProviderThereIsNoSigningInAndAllElse() {
    try (BoardProcess board = BoardProcess.start(data, PLAIN)) {
      assertThat(board.status("/")).isEqualTo(200);
      assertThat(board.status("/api/posts")).isEqualTo(200);
      assertThat(board.status("/sign-in")).isEqualTo(503);
      assertThat(board.operatorsStatus("/q/health/ready")).isEqualTo(200);
    }
  }

  @Test
  void aWrongSettingIsOneLineAndAFailure() {
    for (String wrong :
        List.of(
            "-Dimprimatur.approval.delay=soon",
            "-Dimprimatur.aproval.delay=1s",
            "-Dimprimatur.places=many",
            "-Dimprimatur.places=3",
            "-Dimprimatur.proxies=somewhere",
            "-Dimprimatur.management.port=99999",
            "-Dimprimatur.authors.max-per-minute=101")) {
      try (BoardProcess board = BoardProcess.begin(data, PLAIN, wrong)) {
        assertThat(board.end(Duration.ofMinutes(1))).as(wrong).isNotZero();
        assertThat(board.said().lines().filter(StartAndStopIT::plain).toList())
            .as(wrong)
            .hasSize(1)
            .allSatisfy(line -> assertThat(line).contains("etting").doesNotContain("at org."));
      }
    }
  }

  @Test
  void starvedItServesWhatItCanAndNothingWrong() throws IOException {
    List<String> starved = List.of("bash", "-c", "ulimit -n 64; exec taskset -c 0 \"$0\" \"$@\"");
    List<Socket> sockets = new ArrayList<>();
    try (BoardProcess board = BoardProcess.start(data, starved, "-Xmx256m")) {
      for (int i = 0; i < 400; i++) {
        sockets.add(board.connect());
      }
      BoardProcess.until(LIMIT, () -> inside(sockets) <= 20, "more are inside than files are left");
      assertThat(board.operatorsStatus("/q/health/ready")).as("it has files left").isEqualTo(200);
      BoardProcess.until(LIMIT, () -> board.status("/") == 200, "who is silent kept the place");
      for (Socket socket : sockets) {
        socket.close();
      }
      assertThat(board.said())
          .contains("only a few connections at a time")
          .doesNotContain("Too many open files");
      board.terminate();
      assertThat(board.end(LIMIT)).isZero();
    }
  }

  /** No line of the log. */
  private static boolean plain(String line) {
    return !line.startsWith("{");
  }

  /** Requests whose bodies are half there. */
  private static List<Socket> begin(BoardProcess board) throws IOException {
    return open(board, SLOW, head(BODY.length()) + BODY.substring(0, 10));
  }

  private static String head(int length) {
    return "POST /posts/new HTTP/1.1\r\nHost: localhost\r\n"
        + "Content-Type: application/x-www-form-urlencoded\r\n"
        + ("Content-Length: " + length + "\r\n\r\n");
  }

  private static List<Socket> open(BoardProcess board, int number, String first)
      throws IOException {
    List<Socket> sockets = new ArrayList<>();
    for (int i = 0; i < number; i++) {
      Socket socket = board.connect();
      write(socket, first);
      sockets.add(socket);
    }
    return sockets;
  }

  private static boolean trickle(Socket socket) {
    try {
      socket.getOutputStream().write('a');
      return true;
    } catch (IOException cut) {
      return false;
    }
  }

  private static long inside(List<Socket> sockets) {
    return sockets.stream().filter(socket -> !turnedAway(socket)).count();
  }

  /** Whether it was closed without a word. */
  private static boolean turnedAway(Socket socket) {
    try {
      socket.setSoTimeout(10);
      return socket.getInputStream().read() < 0;
    } catch (SocketTimeoutException silent) {
      return false;
    } catch (IOException reset) {
      return true;
    }
  }

  private static void write(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
  }

  private static String read(Socket socket) {
    try {
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Readers that come again and again, each over a connection of its own. */
  private static final class Load {
    private static final String GET =
        "GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";

    private final BoardProcess board;
    private final AtomicBoolean over = new AtomicBoolean();
    private final AtomicInteger answered = new AtomicInteger();
    private final AtomicInteger broken = new AtomicInteger();
    private final ExecutorService threads = Executors.newFixedThreadPool(LOAD);
    private final List<CompletableFuture<Void>> readers = new ArrayList<>();

    Load(BoardProcess board) {
      this.board = board;
      for (int i = 0; i < LOAD; i++) {
        readers.add(CompletableFuture.runAsync(this::read, threads));
      }
    }

    void awaitSome() {
      BoardProcess.until(LIMIT, () -> answered.get() > 100, "nobody was answered");
    }

    /** How many answers began and broke off. */
    int stop() {
      over.set(true);
      readers.forEach(CompletableFuture::join);
      threads.shutdown();
      return broken.get();
    }

    private void read() {
      while (!over.get()) {
        try (Socket socket = board.connect()) {
          write(socket, GET);
          String answer = StartAndStopIT.read(socket);
          if (answer.startsWith("HTTP/1.1 200") && !answer.contains("</html>")) {
            broken.incrementAndGet();
          }
          answered.incrementAndGet();
        } catch (IOException | UncheckedIOException gone) {
          // Nobody listens any more: it was told so before it had an answer.
          continue;
        }
      }
    }
  }
}
