package org.imprimatur.embedded;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.imprimatur.post.StoreUnavailable;

/**
 * A few connections that only read, given out in the order in which they were asked for. Each read
 * sees all that was committed when it began.
 */
final class Readers implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 5;

  private final BlockingQueue<Sql> idle;
  private final List<Sql> all;

  private Readers(List<Sql> all) {
    this.all = all;
    this.idle = new ArrayBlockingQueue<>(all.size(), true, all);
  }

  /** Opens {@code count} connections. */
  static Readers open(Database database, int count) throws SQLException {
    List<Sql> opened = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      opened.add(database.openToRead());
    }
    return new Readers(List.copyOf(opened));
  }

  /** Reads on the caller's thread, waiting a few seconds for a connection at most. */
  <T> T read(Work<T> work) {
    Sql sql = borrow();
    try {
      return work.run(sql);
    } catch (SQLException e) {
      throw Faults.unavailable(e, true);
    } finally {
      idle.add(sql);
    }
  }

  /** Closes the connections; nobody may be reading any more. */
  @Override
  public void close() throws SQLException {
    for (Sql sql : all) {
      sql.close();
    }
  }

  private Sql borrow() {
    try {
      Sql sql = idle.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
      if (sql == null) {
        throw new StoreUnavailable("too many are reading", true, new IllegalStateException());
      }
      return sql;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StoreUnavailable("interrupted while waiting to read", true, e);
    }
  }
}
