package org.imprimatur.web.limit;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/**
 * How many files the process may have open. One that has as many as it may can neither take a
 * connection, not even to refuse it, nor open its database again.
 */
public final class OpenFiles {
  /** To open the database anew, ask the provider, and look at whom to refuse. */
  static final int SPARE = 14;

  private static final int FEWEST = 8;

  private OpenFiles() {}

  /**
   * How many connections there may be beside what is open now: all that is opened once when the
   * process has started. More than there ever will be where the system does not tell.
   */
  public static int connections() {
    return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean system
        ? connections(system.getMaxFileDescriptorCount(), system.getOpenFileDescriptorCount())
        : Integer.MAX_VALUE;
  }

  static int connections(long most, long open) {
    return (int) Math.min(Integer.MAX_VALUE, Math.max(FEWEST, most - open - SPARE));
  }
}
