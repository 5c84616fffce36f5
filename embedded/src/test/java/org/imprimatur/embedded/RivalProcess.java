package org.imprimatur.embedded;

import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.imprimatur.contract.Rivals;
import org.imprimatur.contract.TestClock;

/**
 * One of two processes that act on the same posts of one file at the same moments: a store without
 * the lock that keeps servers apart. It prints how each act was answered.
 */
final class RivalProcess {
  static final int THREADS = 4;
  private static final long PAUSE_NANOS = 10_000;
  private static final VarHandle STEPS =
      MethodHandles.byteBufferViewVarHandle(int[].class, ByteOrder.nativeOrder());

  private final List<Rivals> pairs;
  private final int self;
  private final ByteBuffer steps;
  private final SqlitePosts posts;
  private final Rivals.Sweeping sweeping;

  private RivalProcess(Path data, long seed, int count, int self) throws IOException, SQLException {
    this.pairs = Rivals.pairs(seed, count);
    this.self = self;
    this.steps = steps(data);
    Database database = new Database(DataFolder.database(data));
    Clock clock = new TestClock();
    Writer writer = new Writer(database, database.openToWrite(), Crash.never());
    Outbox outbox = new Outbox(writer, clock, () -> {});
    Sweeper sweeper = new Sweeper(outbox, clock, Duration.ofDays(1), Crash.never());
    this.posts = new SqlitePosts(Readers.open(database, THREADS), outbox);
    this.sweeping = now -> sweeper.sweep(now, Integer.MAX_VALUE);
  }

  /** Where each thread of both processes says how far it is. */
  private static ByteBuffer steps(Path data) throws IOException {
    try (FileChannel file =
        FileChannel.open(
            data.resolve("steps"),
            StandardOpenOption.CREATE,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE)) {
      return file.map(FileChannel.MapMode.READ_WRITE, 0, 2L * THREADS * Integer.BYTES);
    }
  }

  /** Data folder, seed, number of pairs, and which of the two this is: 0 or 1. */
  public static void main(String[] arguments) throws Exception {
    RivalProcess process =
        new RivalProcess(
            Path.of(arguments[0]),
            Long.parseLong(arguments[1]),
            Integer.parseInt(arguments[2]),
            Integer.parseInt(arguments[3]));
    List<Thread> threads =
        IntStream.range(0, THREADS).mapToObj(i -> new Thread(() -> process.act(i))).toList();
    threads.forEach(Thread::start);
    for (Thread thread : threads) {
      thread.join();
    }
    System.out.println("end");
    Runtime.getRuntime().halt(0);
  }

  private void act(int thread) {
    for (int i = thread; i < pairs.size(); i += THREADS) {
      Rivals rivals = pairs.get(i);
      meet(thread, i + 1);
      String answer = rivals.act(self == 0 ? rivals.one() : rivals.other(), posts, sweeping);
      System.out.println(i + " " + answer);
    }
  }

  /** Goes on when the same thread of the other process is here too. */
  private void meet(int thread, int step) {
    STEPS.setVolatile(steps, slot(self, thread), step);
    while ((int) STEPS.getVolatile(steps, slot(1 - self, thread)) < step) {
      LockSupport.parkNanos(PAUSE_NANOS);
    }
  }

  private static int slot(int process, int thread) {
    return (process * THREADS + thread) * Integer.BYTES;
  }
}
