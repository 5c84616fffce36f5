package org.imprimatur.aws;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.imprimatur.approval.ApprovalService;

/**
 * The approval service: the function behind the queue of {@code ApprovalRequest}s, which holds each
 * for the approval delay. Answers by {@code APPROVAL_POLICY} on {@code BUS_NAME}. Screening has its
 * rules from {@code SCREENING_RULES}, a file packaged with the function, or those that come along.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-delay-queues.html">Delay
 *     queues</a>
 */
public final class ApprovalServiceHandler implements RequestStreamHandler {
  private final QueueBatch batch;

  /** Started by Lambda. */
  public ApprovalServiceHandler() {
    this(Start.ofProcess());
    Rehearsal.plan("request", ApprovalServiceHandler::new);
  }

  ApprovalServiceHandler(Start start) {
    Stores stores = start.stores();
    ApprovalService service =
        new ApprovalService(start.policy(stores), start.bus(), start.clock(), start.telemetry());
    batch = new QueueBatch(start.once("approval-service", service, stores));
  }

  @Override
  public void handleRequest(InputStream messages, OutputStream answer, Context context)
      throws IOException {
    batch.handle(messages, answer);
  }
}
