package org.imprimatur.aws;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.imprimatur.event.Event;
import org.imprimatur.event.Subscription;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;

/** A subscriber's queue at an endpoint, and how many messages rules still have to put there. */
final class EndpointQueue {
  private static final int BATCH = 10;

  private final SqsClient sqs;
  private final String url;
  private final Subscription subscription;
  private final AtomicInteger expected = new AtomicInteger();
  private int received;

  EndpointQueue(SqsClient sqs, String url, Subscription subscription) {
    this.sqs = sqs;
    this.url = url;
    this.subscription = subscription;
  }

  void published(Event event) {
    if (CloudDeliveries.matches(subscription.pattern(), event)) {
      expected.incrementAndGet();
    }
  }

  boolean owes() {
    return received < expected.get();
  }

  /** Takes what is there. */
  void read(Consumer<String> envelopes) {
    for (Message message :
        sqs.receiveMessage(
                receive -> receive.queueUrl(url).maxNumberOfMessages(BATCH).waitTimeSeconds(1))
            .messages()) {
      envelopes.accept(message.body());
      received++;
      sqs.deleteMessage(delete -> delete.queueUrl(url).receiptHandle(message.receiptHandle()));
    }
  }

  @Override
  public String toString() {
    return subscription.name() + " received " + received + " messages of " + expected;
  }
}
