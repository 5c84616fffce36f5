package org.imprimatur.aws;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Set;
import org.imprimatur.approval.RequestApproval;
import org.imprimatur.post.Change;

/**
 * The function on the stream of the posts table that asks the approval service about each post that
 * came in. Publishes to {@code BUS_NAME}.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/with-ddb.html">Using Lambda with
 *     DynamoDB</a>
 */
public final class RequestApprovalHandler implements RequestStreamHandler {
  private final StreamBatch batch;

  /** Started by Lambda. */
  public RequestApprovalHandler() {
    this(Start.ofProcess());
    Rehearsal.plan("inserted", RequestApprovalHandler::new);
  }

  RequestApprovalHandler(Start start) {
    RequestApproval requestApproval = start.requestApproval(start.stores().posts());
    batch =
        new StreamBatch(
            Set.of(Change.Kind.INSERTED), change -> requestApproval.firstTime(change.post()));
  }

  @Override
  public void handleRequest(InputStream records, OutputStream answer, Context context)
      throws IOException {
    batch.handle(records, answer);
  }
}
