package org.imprimatur.aws;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttribute;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

/**
 * The requests that one call came to, with its retries. Only when each of them was refused is it
 * certain that nothing was written: an answer that got lost may have been a yes.
 */
final class Attempts {
  static final ExecutionAttribute<Attempts> KEY = new ExecutionAttribute<>("ImprimaturAttempts");

  private static final int BAD_REQUEST = 400;
  private static final int SERVER_ERROR = 500;

  private final AtomicInteger sent = new AtomicInteger();
  private final AtomicInteger refused = new AtomicInteger();

  boolean allRefused() {
    return sent.get() == refused.get();
  }

  /** Tells the attempts of each call of a client what becomes of them. */
  static final class Counting implements ExecutionInterceptor {
    @Override
    public void beforeTransmission(Context.BeforeTransmission context, ExecutionAttributes call) {
      of(call).ifPresent(attempts -> attempts.sent.incrementAndGet());
    }

    @Override
    public void afterTransmission(Context.AfterTransmission context, ExecutionAttributes call) {
      int status = context.httpResponse().statusCode();
      if (status >= BAD_REQUEST && status < SERVER_ERROR) {
        of(call).ifPresent(attempts -> attempts.refused.incrementAndGet());
      }
    }

    private static Optional<Attempts> of(ExecutionAttributes call) {
      return Optional.ofNullable(call.getAttribute(KEY));
    }
  }
}
