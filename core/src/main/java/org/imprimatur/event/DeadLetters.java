package org.imprimatur.event;

import java.util.List;

/** What was parked, for the operator. Thread-safe. */
public interface DeadLetters {
  /** Up to {@code limit} parked deliveries, the oldest first. */
  List<DeadLetter> list(int limit);

  /**
   * Delivers parked deliveries again, from the first attempt.
   *
   * @param id the delivery to redrive
   * @return whether there was one of that id
   */
  boolean redrive(String id);

  /**
   * Delivers all that is parked again, from the first attempt.
   *
   * @return how many
   */
  int redriveAll();
}
