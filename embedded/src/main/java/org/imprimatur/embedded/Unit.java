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
   * @param then run once it is known how the transaction ended, before the caller knows
   */
  Unit(Work<T> work, Runnable then) {
    this.work = work;
    this.then = then;
  }

  /** Completes when the transaction was committed, or when it is known that it was not. */
  CompletableFuture<T> answer() {
    return answer;
  }

  /**
   * Does the work, or undoes it where it fails by itself.
   *
   * @throws SQLException if the whole transaction is lost
   */
  void run(Sql sql) throws SQLException {
    sql.update("SAVEPOINT unit");
    try {
      result = work.run(sql);
    } catch (SQLException e) {
      if (!Faults.ofOneStatement(e)) {
        throw e;
      }
      undo(sql, Faults.unavailable(e, true));
    } catch (RuntimeException | Error e) {
      undo(sql, e);
    }
    sql.update("RELEASE unit");
  }

  /** The transaction is committed: tells the caller how its part ended. */
  @SuppressWarnings("NullAway") // Work that yields nothing is typed Void.
  void acknowledge() {
    then.run();
    failure.ifPresentOrElse(answer::completeExceptionally, () -> answer.complete(result));
  }

  /** The transaction is lost: tells the caller. */
  void fail(Throwable e) {
    then.run();
    answer.completeExceptionally(e);
  }

  private void undo(Sql sql, Throwable e) throws SQLException {
    sql.update("ROLLBACK TO unit");
    failure = Optional.of(e);
  }
}
