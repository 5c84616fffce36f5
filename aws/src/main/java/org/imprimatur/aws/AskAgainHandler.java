package org.imprimatur.aws;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.imprimatur.approval.RequestApproval;

/**
 * The function that a schedule calls every minute: asks the approval service again about posts on
 * which it has been silent for too long.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-run-lambda-schedule.html">Running
 *     functions on a schedule</a>
 */
public final class AskAgainHandler implements RequestStreamHandler {
  private static final int BATCH = 100;
  private static final int MOST_BATCHES = 10;

  private final RequestApproval requestApproval;

  /** Started by Lambda. */
  public AskAgainHandler() {
    this(Start.ofProcess());
    Rehearsal.plan("schedule", AskAgainHandler::new);
  }

  AskAgainHandler(Start start) {
    requestApproval = start.requestApproval(start.stores().posts());
  }

  @Override
  public void handleRequest(InputStream schedule, OutputStream answer, Context context)
      throws IOException {
    int asked = 0;
    for (int batch = 0; batch < MOST_BATCHES && asked == batch * BATCH; batch++) {
      asked += requestApproval.again(BATCH);
    }
    Json.write(JsonNodeFactory.instance.objectNode().put("asked", asked), answer);
  }
}
