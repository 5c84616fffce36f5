package org.imprimatur.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.imprimatur.post.StoreUnavailable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WriterTest {
  private final AtomicInteger transactions = new AtomicInteger();
  private final ExecutorService callers = Executors.newCachedThreadPool();
  @TempDir private Path folder;
  private Database database;
  private Sql reading;
  private Writer writer;
  private volatile Crash crash = Crash.never();

  @BeforeEach
  void open() throws SQLException {
    database = new Database(folder.resolve("imprimatur.db"));
    Sql first = database.openToWrite();
    first.script("CREATE TABLE t (id INTEGER PRIMARY KEY, text TEXT NOT NULL) STRICT");
    reading = database.openToRead();
    writer = new Writer(database, first, this::reached);
  }

  @AfterEach
  void close() throws SQLException {
    callers.shutdownNow();
    reading.close();
    writer.close();
  }

  @Test
  void whatWaitsIsCommittedTogether()
      throws ExecutionException, InterruptedException, SQLException {
    CountDownLatch busy = new CountDownLatch(1);
    Future<Boolean> first = callers.submit(() -> writer.write(sql -> await(busy)));
    awaitTransactions(1);
    List<Future<Integer>> waiting = new ArrayList<>();
    CountDownLatch called = new CountDownLatch(50);
    for (int i = 0; i < 50; i++) {
      int id = i;
      waiting.add(
          callers.submit(
              () -> {
                called.countDown();
                return writer.write(sql -> insert(sql, id));
              }));
    }
    called.await();
    busy.countDown();

    assertThat(first.get()).isTrue();
    for (Future<Integer> each : waiting) {
      assertThat(each.get()).isEqualTo(1);
    }
    assertThat(count()).isEqualTo(50);
    assertThat(transactions.get()).isLessThan(25);
  }

  @Test
  void unitThatFailsIsUndoneAndFailsAlone()
      throws ExecutionException, InterruptedException, SQLException {
    CountDownLatch busy = new CountDownLatch(1);
    CompletableFuture<Boolean> first = writer.writeUnhurried(sql -> await(busy));
    CompletableFuture<Boolean> good = writer.writeUnhurried(sql -> insert(sql, 1) == 1);
    CompletableFuture<Boolean> wrong =
        writer.writeUnhurried(sql -> insert(sql, 2) + insert(sql, 1) == 2);
    CompletableFuture<Boolean> thrown =
        writer.writeUnhurried(
            sql -> {
              insert(sql, 3);
              throw new IllegalStateException("changed its mind");
            });
    CompletableFuture<Boolean> alsoGood = writer.writeUnhurried(sql -> insert(sql, 4) == 1);
    busy.countDown();

    assertThat(first.get()).isTrue();
    assertThat(good.get()).isTrue();
    assertThat(alsoGood.get()).isTrue();
    assertThatThrownBy(wrong::get).hasCauseInstanceOf(StoreUnavailable.class);
    assertThatThrownBy(thrown::get).hasCauseInstanceOf(IllegalStateException.class);
    assertThat(reading.list("SELECT id FROM t ORDER BY id", row -> row.getInt(1)))
        .containsExactly(1, 4);
  }

  @Test
  void workBesideOneThatFailsIsDoneAgainAndCountsOnce()
      throws ExecutionException, InterruptedException, SQLException {
    CountDownLatch busy = new CountDownLatch(1);
    AtomicInteger runs = new AtomicInteger();
    CompletableFuture<Boolean> first = writer.writeUnhurried(sql -> await(busy));
    CompletableFuture<Boolean> good =
        writer.writeUnhurried(sql -> insert(sql, runs.incrementAndGet()) == 1);
    CompletableFuture<Boolean> thrown =
        writer.writeUnhurried(
            sql -> {
              throw new IllegalStateException("changed its mind");
            });
    busy.countDown();

    assertThat(first.get()).isTrue();
    assertThat(good.get()).isTrue();
    assertThatThrownBy(thrown::get).hasCauseInstanceOf(IllegalStateException.class);
    assertThat(reading.list("SELECT id FROM t", row -> row.getInt(1))).containsExactly(runs.get());
  }

  @Test
  void workIsDoneOnceWhereNothingFails() {
    AtomicInteger runs = new AtomicInteger();
    int written = writer.write(sql -> insert(sql, runs.incrementAndGet()));
    assertThat(written).isEqualTo(1);
    assertThat(runs).hasValue(1);
  }

  @Test
  void fullDiskFailsTheWriteAndTheNextSucceedsWithoutARestart() throws SQLException {
    long pages = reading.number("PRAGMA page_count").orElseThrow();
    String much = "x".repeat(100_000);

    assertThatThrownBy(
            () ->
                writer.write(
                    sql -> {
                      sql.script("PRAGMA max_page_count = " + (pages + 3));
                      return sql.update("INSERT INTO t VALUES (1, ?)", much);
                    }))
        .isInstanceOf(StoreUnavailable.class)
        .hasMessageContaining("SQLITE_FULL");

    assertThat(count()).isZero();
    int written = writer.write(sql -> sql.update("INSERT INTO t VALUES (1, ?)", much));
    assertThat(written).isEqualTo(1);
    assertThat(count()).isEqualTo(1);
  }

  @Test
  void transactionLostBeforeItsCommitIsKnownToHaveLeftNothing() {
    assertThatThrownBy(
            () ->
                writer.write(
                    sql -> {
                      insert(sql, 1);
                      sql.script("PRAGMA max_page_count = 1");
                      return sql.update("INSERT INTO t VALUES (2, ?)", "x".repeat(100_000));
                    }))
        .asInstanceOf(type(StoreUnavailable.class))
        .returns(true, StoreUnavailable::outcomeKnown);
  }

  @Test
  void failureAfterTheCommitIsOfUnknownOutcome() throws SQLException {
    crash = at(CrashPoint.BEFORE_ANSWER);

    assertThatThrownBy(() -> writer.write(sql -> insert(sql, 1)))
        .asInstanceOf(type(StoreUnavailable.class))
        .returns(false, StoreUnavailable::outcomeKnown);

    crash = Crash.never();
    assertThat(count()).isEqualTo(1);
    int written = writer.write(sql -> insert(sql, 2));
    assertThat(written).isEqualTo(1);
  }

  @Test
  void failureInsideTheTransactionLeavesNothing() throws SQLException {
    crash = at(CrashPoint.IN_TX);
    assertThatThrownBy(() -> writer.write(sql -> insert(sql, 1)))
        .isInstanceOf(StoreUnavailable.class);

    crash = Crash.never();
    assertThat(count()).isZero();
  }

  @Test
  void closingFinishesWhatWasAcceptedAndRefusesMore()
      throws ExecutionException, InterruptedException, SQLException {
    CompletableFuture<Boolean> accepted = writer.writeUnhurried(sql -> insert(sql, 1) == 1);
    writer.close();

    assertThat(accepted.get()).isTrue();
    assertThatThrownBy(() -> writer.write(sql -> insert(sql, 2)))
        .asInstanceOf(type(StoreUnavailable.class))
        .returns(true, StoreUnavailable::outcomeKnown);
    assertThat(count()).isEqualTo(1);
  }

  @Test
  void whatFollowsAnAnswerHoldsUpNoTransaction()
      throws ExecutionException, InterruptedException, SQLException {
    CountDownLatch held = new CountDownLatch(1);
    CompletableFuture<Boolean> followed =
        writer.writeUnhurried(sql -> insert(sql, 1) == 1).thenApply(done -> await(held));
    CompletableFuture<Integer> next = writer.writeAsync(sql -> insert(sql, 2), () -> {});

    while (count() < 2) {
      Thread.onSpinWait();
    }
    assertThat(followed).isNotDone();
    held.countDown();
    assertThat(followed.get()).isTrue();
    assertThat(next.get()).isEqualTo(1);
  }

  @Test
  void whatFollowsManyWritesOfOneTransactionHappensOnceBeforeAnyAnswer()
      throws ExecutionException, InterruptedException {
    CountDownLatch busy = new CountDownLatch(1);
    AtomicInteger followed = new AtomicInteger();
    Runnable then = followed::incrementAndGet;
    CompletableFuture<Boolean> first = writer.writeUnhurried(sql -> await(busy));
    CompletableFuture<Integer> one = writer.writeAsync(sql -> insert(sql, 1), then);
    CompletableFuture<Integer> other = writer.writeAsync(sql -> insert(sql, 2), then);
    CompletableFuture<Integer> seen = one.thenApply(answer -> followed.get());
    busy.countDown();

    assertThat(first.get()).isTrue();
    assertThat(seen.get()).isPositive();
    assertThat(one.get() + other.get()).isEqualTo(2);
    assertThat(followed).hasValueBetween(1, transactions.get());
  }

  @Test
  void unhurriedWorkIsDoneThoughNobodyElseWrites() throws ExecutionException, InterruptedException {
    assertThat(writer.writeUnhurried(sql -> insert(sql, 1) == 1).get()).isTrue();
  }

  @Test
  void queueThatIsFullRefusesAtOnce() {
    WriteQueue queue = new WriteQueue(2, 10);
    assertThat(queue.offer(new Unit<>(sql -> true))).isTrue();
    assertThat(queue.offer(new Unit<>(sql -> true))).isTrue();
    assertThat(queue.offer(new Unit<>(sql -> true))).isFalse();

    assertThat(queue.take()).hasSize(2);
    assertThat(queue.offer(new Unit<>(sql -> true))).isTrue();
  }

  @Test
  void readersCannotWrite() {
    assertThatThrownBy(() -> reading.update("INSERT INTO t VALUES (1, 'x')"))
        .isInstanceOf(SQLException.class);
  }

  private void reached(CrashPoint point) {
    if (point == CrashPoint.BEFORE_TX) {
      transactions.incrementAndGet();
    }
    crash.at(point);
  }

  private static Crash at(CrashPoint where) {
    return point -> {
      if (point == where) {
        throw new IllegalStateException("crash at " + point.text());
      }
    };
  }

  private void awaitTransactions(int count) {
    while (transactions.get() < count) {
      Thread.onSpinWait();
    }
  }

  private static boolean await(CountDownLatch latch) {
    try {
      latch.await();
      return true;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static int insert(Sql sql, int id) throws SQLException {
    return sql.update("INSERT INTO t VALUES (?, 'text')", id);
  }

  private long count() throws SQLException {
    return reading.number("SELECT count(*) FROM t").orElseThrow();
  }
}
