package org.imprimatur.aws;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.imprimatur.Board;

/**
 * The function that a schedule calls every minute: does what falls due on posts, such as asking the
 * approval service again where it has been silent for too long; goes on with what is left of people
 * who leave; and asks for what moderators are mailed.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-run-lambda-schedule.html">Running
 *     functions on a schedule</a>
 */
public final class AttendHandler implements RequestStreamHandler {
  private static final int BATCH = 100;
  private static final int MOST_BATCHES = 10;

  /** Each takes seconds; what is left goes on at the next call. */
  private static final int PASSES = 8;

  private final Board board;

  /** Started by Lambda. */
  public AttendHandler() {
    this(Start.ofProcess());
    Rehearsal.plan("schedule", AttendHandler::new);
  }

  AttendHandler(Start start) {
    board = start.board();
  }

  @Override
  public void handleRequest(InputStream schedule, OutputStream answer, Context context)
      throws IOException {
    int attended = 0;
    for (int batch = 0; batch < MOST_BATCHES && attended == batch * BATCH; batch++) {
      attended += board.duePosts().attend(BATCH);
    }
    int removing = board.removeAccount().attend(PASSES);
    board.requestDigests();
    Json.write(
        JsonNodeFactory.instance.objectNode().put("attended", attended).put("removing", removing),
        answer);
  }
}
