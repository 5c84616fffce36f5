package org.imprimatur.post;

import java.time.Instant;
import java.util.Optional;

/**
 * How often the approval service has been asked about a post, and when to ask next.
 *
 * @param times how often it was asked; the first request counts as 1
 * @param next when to ask again; empty when from now on a person has to decide
 */
public record Asking(int times, Optional<Instant> next) {
  /** Refuses a count below 1. */
  public Asking {
    if (times < 1) {
      throw new IllegalArgumentException("the first request counts as 1");
    }
  }
}
