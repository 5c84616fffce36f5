package org.imprimatur.aws;

import org.imprimatur.event.DeadLetter;
import org.imprimatur.event.EventHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;

/**
 * Reads a queue as Lambda would: a message that was handled is deleted, one that failed comes again
 * when its time out of sight is over.
 */
record QueuePoll(SqsClient client, String queue, EventHandler handler) implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(QueuePoll.class);
  private static final int BATCH = 10;
  private static final int WAIT_SECONDS = 1;

  /** Handles the messages that are there. */
  @Override
  public void run() {
    client
        .receiveMessage(
            receive ->
                receive.queueUrl(queue).maxNumberOfMessages(BATCH).waitTimeSeconds(WAIT_SECONDS))
        .messages()
        .forEach(this::handle);
  }

  private void handle(Message message) {
    try {
      handler.handle(Envelope.read(message.body()));
      client.deleteMessage(delete -> delete.queueUrl(queue).receiptHandle(message.receiptHandle()));
    } catch (RuntimeException e) {
      LOG.warn("event failed messageId={} {}", message.messageId(), DeadLetter.reason(e));
    }
  }
}
