package org.imprimatur.aws;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.EnumSet;
import org.imprimatur.post.Change;

/**
 * The function on the stream of the posts table that does what follows from each change that a
 * write left: asks the approval service about a new text, notes the act in the audit trail, tells
 * the author, archives what was rejected or withdrawn and takes it off the board. What time to live
 * took off is {@link ArchiveHandler}'s. Publishes to {@code BUS_NAME}.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/with-ddb.html">Using Lambda with
 *     DynamoDB</a>
 */
public final class FollowChangesHandler implements RequestStreamHandler {
  private final StreamBatch batch;

  /** Started by Lambda. */
  public FollowChangesHandler() {
    this(Start.ofProcess());
    Rehearsal.plan("inserted", FollowChangesHandler::new);
  }

  FollowChangesHandler(Start start) {
    EnumSet<Change.Kind> left = EnumSet.complementOf(EnumSet.of(Change.Kind.EXPIRED));
    batch = new StreamBatch(left, start.board().changes());
  }

  @Override
  public void handleRequest(InputStream records, OutputStream answer, Context context)
      throws IOException {
    batch.handle(records, answer);
  }
}
