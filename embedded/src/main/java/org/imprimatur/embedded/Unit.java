package org.imprimatur.embedded;

import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * One caller's work inside a transaction it shares with others: it fails alone, and its result is
 * handed over only once everything is committed.
 */
final class Unit<T> {
  private final Work<T> work;
  private final Runnable then;
  private final CompletableFuture<T> answer = new CompletableFuture<>();
  private @Nullable T result;
  private Optional<Throwable> failure = Optional.empty();

  Unit(Work<T> work) {
    this(work, () -> {});
  }

  /**
   * Work that something follows.
   *
   * @param then to be run once it is known how the transaction ended, before the caller knows
   */
  Unit(Work<T> work, Runnable then) {
    this.work = work;
    this.then = then;
  }

  /** What follows, whatever the answer is. */
  Runnable then() {
    return then;
  }

  /** Completes when the transaction was committed, or when it is known that it was not. */
  CompletableFuture<T> answer() {
    return answer;
  }

  /**
   * Does the work; false where it fails by itself, and the transaction has to be undone with it.
   *
   * @throws SQLException if the whole transaction is lost
   */
  boolean run(Sql sql) throws SQLException {
    try {
      failure = Optional.empty();
      result = work.run(sql);
      return true;
    } catch (SQLException e) {
      return failed(e);
    } catch (RuntimeException | Error e) {
      return failed(e);
    }
  }

  /**
   * Does the work, or undoes it alone where it fails by itself.
   *
   * @throws SQLException if the whole transaction is lost
   */
  void runApart(Sql sql) throws SQLException {
    sql.update("SAVEPOINT unit");
    if (!run(sql)) {
      sql.update("ROLLBACK TO unit");
    }
    sql.update("RELEASE unit");
  }

  /** The transaction is committed: tells the caller how its part ended. */
  @SuppressWarnings("NullAway") // Work that yields nothing is typed Void.
  void acknowledge() {
    failure.ifPresentOrElse(answer::completeExceptionally, () -> answer.complete(result));
  }

  /** The transaction is lost: tells the caller. */
  void fail(Throwable e) {
    answer.completeExceptionally(e);
  }

  private boolean failed(SQLException e) throws SQLException {
    if (!Faults.ofOneStatement(e)) {
      throw e;
    }
    return failed(Faults.unavailable(e, true));
  }

  private boolean failed(Throwable e) {
    failure = Optional.of(e);
    return false;
  }
}
