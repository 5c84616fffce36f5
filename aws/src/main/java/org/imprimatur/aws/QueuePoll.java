package org.imprimatur.aws;

import java.time.Clock;
import org.imprimatur.event.DeadLetter;
import org.imprimatur.event.Subscription;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

/**
 * Reads a queue as Lambda would: a message that was handled is deleted, one that failed comes again
 * when its time out of sight is over. One that comes before the subscription's delay is over, since
 * an emulator may not hold back what a rule puts into a queue, is put out of sight for the rest.
 */
record QueuePoll(SqsClient client, String queue, Subscription subscription, Clock clock)
    implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(QueuePoll.class);
  private static final int BATCH = 10;
  private static final int WAIT_SECONDS = 1;
  private static final long SECOND = 1_000;

  /** Handles the messages that are there. */
  @Override
  public void run() {
    client
        .receiveMessage(
            receive ->
                receive
                    .queueUrl(queue)
                    .maxNumberOfMessages(BATCH)
                    .waitTimeSeconds(WAIT_SECONDS)
                    .messageSystemAttributeNames(MessageSystemAttributeName.SENT_TIMESTAMP))
        .messages()
        .forEach(this::handle);
  }

  private void handle(Message message) {
    try {
      long early = secondsLeft(message);
      if (early > 0) {
        postpone(message, Math.toIntExact(early));
      } else {
        subscription.handler().handle(Envelope.read(message.body()));
        delete(message);
      }
    } catch (RuntimeException e) {
      LOG.warn("event failed messageId={} {}", message.messageId(), DeadLetter.reason(e));
    }
  }

  /** Rounded up, as a queue counts. */
  private long secondsLeft(Message message) {
    String sent = message.attributes().get(MessageSystemAttributeName.SENT_TIMESTAMP);
    long millis =
        sent == null ? 0 : Long.parseLong(sent) + subscription.delay().toMillis() - clock.millis();
    return -Math.floorDiv(-millis, SECOND);
  }

  private void postpone(Message message, int seconds) {
    client.changeMessageVisibility(
        change ->
            change
                .queueUrl(queue)
                .receiptHandle(message.receiptHandle())
                .visibilityTimeout(seconds));
  }

  private void delete(Message message) {
    client.deleteMessage(delete -> delete.queueUrl(queue).receiptHandle(message.receiptHandle()));
  }
}
