package org.imprimatur.embedded;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.imprimatur.post.StoreUnavailable;

/**
 * The one thread that writes. It takes all work that waits, does it in one transaction, commits,
 * and then answers everybody: one wait for the disk serves them all. An answer comes after the
 * commit is on the disk, never before.
 *
 * <p>If a transaction is lost (the disk is full, cannot be read, cannot be written), everybody in
 * it is told with {@link StoreUnavailable} and the next one begins on a new connection, so that the
 * writer works again as soon as the disk does.
 */
final class Writer implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(Writer.class.getName());
  private static final int CAPACITY = 4_096;
  private static final int BATCH = 256;
  private static final long ANSWER_SECONDS = 30;
  private static final String BEGIN = "BEGIN IMMEDIATE";

  private final Database database;
  private final Crash crash;
  private final WriteQueue queue = new WriteQueue(CAPACITY, BATCH);
  private final Thread thread = daemon("imprimatur-writer", this::work);
  private final ExecutorService answers =
      Executors.newSingleThreadExecutor(work -> daemon("imprimatur-answers", work));
  private Optional<Sql> connection;

  /** Writes by {@code first}, and by connections of its own should that one be lost. */
  Writer(Database database, Sql first, Crash crash) {
    this.database = database;
    this.connection = Optional.of(first);
    this.crash = crash;
    thread.start();
  }

  private static Thread daemon(String name, Runnable work) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    return thread;
  }

  /** Does work and returns when it is durable. */
  <T> T write(Work<T> work) {
    return StoreUnavailable.await(writeAsync(work, () -> {}));
  }

  /**
   * Does work; its answer comes when it is durable, or fails with {@link StoreUnavailable}.
   *
   * @param then run by the writer before the answer comes, whatever that is; it is to be quick
   */
  <T> CompletableFuture<T> writeAsync(Work<T> work, Runnable then) {
    Unit<T> unit = new Unit<>(work, then);
    if (!queue.offer(unit)) {
      return CompletableFuture.failedFuture(refused());
    }
    return unit.answer().orTimeout(ANSWER_SECONDS, TimeUnit.SECONDS).exceptionally(Writer::failed);
  }

  /** Does work with the next transaction; nobody waits for it. */
  CompletableFuture<Boolean> writeUnhurried(Work<Boolean> work) {
    Unit<Boolean> unit = new Unit<>(work);
    if (!queue.offerUnhurried(unit)) {
      unit.fail(refused());
    }
    return unit.answer();
  }

  /** Finishes what waits and says so to everybody, then stops. */
  @Override
  public void close() {
    queue.close();
    boolean interrupted = false;
    while (!answers.isTerminated()) {
      try {
        thread.join();
        answers.shutdown();
        answers.awaitTermination(ANSWER_SECONDS, TimeUnit.SECONDS);
      } catch (InterruptedException e) {
        interrupted = true; // Work that was accepted is finished all the same.
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void work() {
    for (List<Unit<?>> units = queue.take(); !units.isEmpty(); units = queue.take()) {
      transaction(units);
    }
    disconnect();
  }

  private void transaction(List<Unit<?>> units) {
    boolean committing = false;
    try {
      crash.at(CrashPoint.BEFORE_TX);
      Sql sql = connect();
      runAll(sql, units);
      committing = true;
      sql.update("COMMIT");
      crash.at(CrashPoint.BEFORE_ANSWER);
    } catch (SQLException e) {
      lost(units, Faults.unavailable(e, !committing));
      return;
    } catch (RuntimeException | Error e) {
      lost(units, new StoreUnavailable("the writer failed", false, e));
      return;
    }
    answer(units, Unit::acknowledge);
  }

  /** What several have follow happens once; the next transaction waits for nobody's answer. */
  private void answer(List<Unit<?>> units, Consumer<Unit<?>> how) {
    units.stream().map(Unit::then).distinct().forEach(Runnable::run);
    answers.execute(() -> units.forEach(how));
  }

  /**
   * As a rule nothing fails, and nobody needs a savepoint; if something does, all is done again.
   */
  private void runAll(Sql sql, List<Unit<?>> units) throws SQLException {
    sql.update(BEGIN);
    if (!runTogether(sql, units)) {
      sql.update("ROLLBACK");
      sql.update(BEGIN);
      for (Unit<?> unit : units) {
        unit.runApart(sql);
      }
    }
    crash.at(CrashPoint.IN_TX);
  }

  private static boolean runTogether(Sql sql, List<Unit<?>> units) throws SQLException {
    for (Unit<?> unit : units) {
      if (!unit.run(sql)) {
        return false;
      }
    }
    return true;
  }

  private void lost(List<Unit<?>> units, StoreUnavailable why) {
    LOG.log(System.Logger.Level.ERROR, "A transaction was lost: " + why.getMessage());
    disconnect();
    answer(units, unit -> unit.fail(why));
  }

  private Sql connect() throws SQLException {
    if (connection.isEmpty()) {
      connection = Optional.of(database.openToWrite());
    }
    return connection.get();
  }

  /** Closing undoes what was not committed. */
  private void disconnect() {
    try {
      if (connection.isPresent()) {
        connection.get().close();
      }
    } catch (SQLException e) {
      LOG.log(System.Logger.Level.WARNING, "The database did not close cleanly.");
    }
    connection = Optional.empty();
  }

  private static StoreUnavailable refused() {
    return new StoreUnavailable("too much waits to be written", true, new IllegalStateException());
  }

  private static <T> T failed(Throwable e) {
    if (e instanceof TimeoutException) {
      throw new StoreUnavailable("the disk does not answer", false, e);
    }
    throw e instanceof RuntimeException known
        ? known
        : new IllegalStateException("a write failed", e);
  }
}
