package org.imprimatur.web.limit;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What is on its way in, over all connections: requests that have begun and are not all there, and
 * how much of them is held. For use by any thread.
 */
final class Arrivals {
  /** The one of this process: Netty makes what watches connections, out of reach of anything. */
  static final Arrivals ALL = new Arrivals();

  private static final long MOST_BYTES = 64L << 20;
  private static final int OPEN = -1;

  private final AtomicInteger requests = new AtomicInteger();
  private final AtomicLong bytes = new AtomicLong();
  private volatile int closed = OPEN;

  /** Lets nothing more begin at this port. */
  void close(int port) {
    closed = port;
  }

  boolean closed(int port) {
    return closed == port;
  }

  void begin() {
    requests.incrementAndGet();
  }

  /** Holds so much more of one; whether there is room for it. */
  boolean hold(int more) {
    return bytes.addAndGet(more) <= MOST_BYTES;
  }

  /** One is there, or never will be, of which so much was held. */
  void end(int held) {
    bytes.addAndGet(-held);
    requests.decrementAndGet();
  }

  boolean none() {
    return requests.get() == 0;
  }
}
