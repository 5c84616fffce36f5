package org.imprimatur.web.webhook;

/** A request that its approval service did not take; to be sent again later. */
final class Undelivered extends RuntimeException {
  private static final long serialVersionUID = 1L;

  Undelivered(String message) {
    super(message);
  }

  Undelivered(String message, Throwable cause) {
    super(message, cause);
  }
}
