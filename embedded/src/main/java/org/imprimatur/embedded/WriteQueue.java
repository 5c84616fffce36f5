package org.imprimatur.embedded;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Work waiting for the writer. Work somebody waits for is taken at once; work nobody waits for goes
 * along with the next of the other kind, or by itself after a moment, so that it costs no commit of
 * its own under load.
 */
final class WriteQueue {
  private static final long PATIENCE_NANOS = TimeUnit.MILLISECONDS.toNanos(20);
  private static final int LAZY_ENOUGH = 16;

  private final int capacity;
  private final int batch;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition arrived = lock.newCondition();
  private final Queue<Unit<?>> waitedFor = new ArrayDeque<>();
  private final Queue<Unit<?>> unhurried = new ArrayDeque<>();
  private boolean closed;

  /**
   * Holds {@code capacity} units that are waited for, and gives up to {@code batch} of each kind at
   * a time.
   */
  WriteQueue(int capacity, int batch) {
    this.capacity = capacity;
    this.batch = batch;
  }

  /** Adds work that somebody waits for; false if the queue is full or closed. */
  boolean offer(Unit<?> unit) {
    return add(unit, waitedFor, capacity);
  }

  /** Adds work that nobody waits for, whose number its producer bounds; false if closed. */
  boolean offerUnhurried(Unit<?> unit) {
    return add(unit, unhurried, Integer.MAX_VALUE);
  }

  /** Waits for work and takes it; nothing once the queue is closed and empty. */
  List<Unit<?>> take() {
    lock.lock();
    try {
      awaitWork();
      List<Unit<?>> taken = new ArrayList<>();
      drain(waitedFor, taken);
      drain(unhurried, taken);
      return taken;
    } finally {
      lock.unlock();
    }
  }

  /** Takes no more work; what is there is still given out. */
  void close() {
    lock.lock();
    try {
      closed = true;
      arrived.signal();
    } finally {
      lock.unlock();
    }
  }

  private boolean add(Unit<?> unit, Queue<Unit<?>> queue, int room) {
    lock.lock();
    try {
      boolean added = !closed && queue.size() < room && queue.add(unit);
      arrived.signal();
      return added;
    } finally {
      lock.unlock();
    }
  }

  private void awaitWork() {
    long patience = PATIENCE_NANOS;
    while (!closed && waitedFor.isEmpty() && unhurried.size() < LAZY_ENOUGH && patience > 0) {
      try {
        patience = unhurried.isEmpty() ? awaitFirst() : arrived.awaitNanos(patience);
      } catch (InterruptedException e) {
        patience = 0; // Nobody interrupts the writer; were it so, it would only be impatient.
      }
    }
  }

  private long awaitFirst() {
    while (!closed && waitedFor.isEmpty() && unhurried.isEmpty()) {
      arrived.awaitUninterruptibly();
    }
    return PATIENCE_NANOS;
  }

  private void drain(Queue<Unit<?>> from, List<Unit<?>> to) {
    for (int taken = 0; taken < batch && !from.isEmpty(); taken++) {
      to.add(from.remove());
    }
  }
}
