package org.imprimatur.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.imprimatur.Board;
import org.imprimatur.BoardSettings;
import org.imprimatur.Ports;
import org.imprimatur.approval.ApprovalPolicy;
import org.imprimatur.post.Author;
import org.imprimatur.post.Lifetime;
import org.imprimatur.post.PageRequest;
import org.imprimatur.post.TraceParent;
import org.imprimatur.session.User;
import org.imprimatur.transfer.ExportPerson;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One person with very many posts: {@code -Dleaving.posts=10000} for more than usual. */
class LeavingMuchIT {
  private static final int POSTS = Integer.getInteger("leaving.posts", 400);
  private static final int WRITERS = 8;
  private static final String BODY = "A body of some length, as people write them. ".repeat(20);
  private static final User ANN = new User("subject-0dd1e5", "ann", "Ann", Set.of());

  @TempDir private Path data;
  private final Clock clock = Clock.systemUTC();
  private final SecureRandom random = new SecureRandom();
  private EmbeddedRuntime runtime;
  private Board board;

  @BeforeEach
  void open() {
    runtime = EmbeddedRuntime.open(EmbeddedSettings.in(data), clock, random, occurrence -> {});
    board =
        new Board(
            runtime.ports(),
            new BoardSettings(
                ApprovalPolicy.auto(),
                Duration.ZERO,
                Duration.ofMinutes(1),
                new Lifetime(Duration.ofDays(30))),
            clock,
            random,
            post -> {},
            occurrence -> {});
    runtime.attach(board.changes(), board.subscriptions());
  }

  @AfterEach
  void close() {
    runtime.close();
  }

  @Test
  void allIsTakenAlongInTheMemoryOfAFewPagesAndTakenOutInShortPasses()
      throws IOException, InterruptedException, ExecutionException, SQLException {
    Duration written = timed(this::fill);
    System.out.printf("figure: %,d posts of 900 letters written in %s%n", POSTS, written);

    Measured file = new Measured();
    Duration taken = timed(() -> export(file));
    System.out.printf(
        "figure: exported in %s: %,d bytes, at most %,d MB alive above the start%n",
        taken, file.bytes, file.most / 1_000_000);
    assertThat(file.most).isLessThan(24_000_000);

    Duration answered = timed(() -> board.removeAccount().remove(ANN.subject(), false));
    List<Duration> passes = new ArrayList<>();
    while (board.removeAccount().underWay(ANN.subject())) {
      passes.add(timed(() -> board.removeAccount().attend(1)));
    }
    settle();

    System.out.printf(
        "figure: answered in %s, then %,d passes in %s, the longest %s%n",
        answered,
        passes.size(),
        passes.stream().reduce(Duration.ZERO, Duration::plus),
        passes.stream().max(Duration::compareTo).orElse(Duration.ZERO));
    PageRequest one = PageRequest.first(1);
    assertThat(board.readPosts().feed(one).items()).isEmpty();
    assertThat(board.readPosts().own(ANN.subject(), one).items()).isEmpty();
    assertThat(board.archive().byAuthor(ANN.subject(), one).items()).isEmpty();
    assertThat(runtime.ports().trail().by(ANN.subject(), one).items()).isEmpty();
    try (Sql sql = new Database(data.resolve("imprimatur.db")).openToRead()) {
      assertThat(sql.number("SELECT count(*) FROM archive")).contains((long) POSTS);
    }
  }

  private void fill() throws InterruptedException, ExecutionException {
    ExecutorService threads = Executors.newFixedThreadPool(WRITERS);
    List<Future<?>> all = new ArrayList<>();
    for (int writer = 0; writer < WRITERS; writer++) {
      all.add(threads.submit(() -> submit(POSTS / WRITERS)));
    }
    for (Future<?> each : all) {
      each.get();
    }
    threads.shutdown();
    settle();
  }

  private void submit(int posts) {
    for (int i = 0; i < posts; i++) {
      var unused =
          board
              .submitPost()
              .submit(
                  new Author(ANN.subject(), ANN.name()),
                  "A title",
                  BODY,
                  Optional.empty(),
                  TraceParent.start(random));
    }
  }

  private void settle() {
    while (runtime.deliverDue() > 0) {
      assertThat(runtime.health().parked()).isZero();
    }
  }

  private void export(OutputStream out) throws IOException {
    Ports ports = runtime.ports();
    new ExportPerson(
            ports.posts(),
            ports.archive(),
            ports.trail(),
            ports.notices(),
            ports.recipients(),
            runtime.sessions(),
            clock)
        .to(out, ANN);
  }

  private static Duration timed(Act act)
      throws IOException, InterruptedException, ExecutionException {
    long start = System.nanoTime();
    act.run();
    return Duration.ofMillis((System.nanoTime() - start) / 1_000_000);
  }

  private interface Act {
    void run() throws IOException, InterruptedException, ExecutionException;
  }

  /** Counts what goes through, and now and then what is alive. */
  private static final class Measured extends OutputStream {
    private static final long STEP = 500_000;

    private final long start = alive();
    private long bytes;
    private long most;

    @Override
    public void write(int one) {
      throw new AssertionError("written byte by byte");
    }

    @Override
    public void write(byte[] from, int offset, int length) {
      if (bytes / STEP != (bytes + length) / STEP) {
        most = Math.max(most, alive() - start);
      }
      bytes += length;
    }

    private static long alive() {
      System.gc();
      return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
  }
}
