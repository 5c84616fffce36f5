package org.imprimatur.aws;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.imprimatur.approval.RecordDecision;

/**
 * The function behind the queue of {@code ApprovalResponse}s: records each decision, where it still
 * applies, in {@code POSTS_TABLE}. A published post lives for {@code POSTS_LIFETIME} from then.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/with-sqs.html">Using Lambda with
 *     SQS</a>
 */
public final class RecordDecisionHandler implements RequestStreamHandler {
  private final QueueBatch batch;

  /** Started by Lambda. */
  public RecordDecisionHandler() {
    this(Start.ofProcess());
    Rehearsal.plan("response", RecordDecisionHandler::new);
  }

  RecordDecisionHandler(Start start) {
    Stores stores = start.stores();
    RecordDecision recordDecision =
        new RecordDecision(
            stores.posts(), start.environment().lifetime(), start.clock(), start.telemetry());
    batch = new QueueBatch(start.once("record-decision", recordDecision, stores));
  }

  @Override
  public void handleRequest(InputStream messages, OutputStream answer, Context context)
      throws IOException {
    batch.handle(messages, answer);
  }
}
