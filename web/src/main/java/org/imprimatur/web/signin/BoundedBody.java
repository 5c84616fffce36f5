package org.imprimatur.web.signin;

import java.io.IOException;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/** The body of an answer, given up when it becomes longer than any document of a provider is. */
final class BoundedBody implements BodySubscriber<String> {
  private static final long LIMIT = 1 << 20;

  private final BodySubscriber<String> body;
  private long received;
  private Flow.@Nullable Subscription subscription;

  BoundedBody(BodySubscriber<String> body) {
    this.body = body;
  }

  @Override
  public CompletionStage<String> getBody() {
    return body.getBody();
  }

  @Override
  public void onSubscribe(Flow.Subscription subscription) {
    this.subscription = subscription;
    body.onSubscribe(subscription);
  }

  @Override
  public void onNext(List<ByteBuffer> buffers) {
    received += buffers.stream().mapToLong(ByteBuffer::remaining).sum();
    if (received > LIMIT && subscription != null) {
      subscription.cancel();
      body.onError(new IOException("an answer longer than " + LIMIT + " bytes"));
    } else {
      body.onNext(buffers);
    }
  }

  @Override
  public void onError(Throwable problem) {
    body.onError(problem);
  }

  @Override
  public void onComplete() {
    body.onComplete();
  }
}
