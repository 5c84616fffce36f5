package org.imprimatur.aws;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Map;
import java.util.Set;
import org.imprimatur.post.Change;
import org.imprimatur.telemetry.Occurrence;

/**
 * The function on the stream of the posts table that tells of each post that became public, after
 * it did: today in the log, where publications are counted.
 */
public final class AnnounceHandler implements RequestStreamHandler {
  private final StreamBatch batch;

  /** Started by Lambda. */
  public AnnounceHandler() {
    this(Start.ofProcess());
  }

  AnnounceHandler(Start start) {
    batch =
        new StreamBatch(
            Set.of(Change.Kind.PUBLISHED),
            change ->
                start
                    .telemetry()
                    .record(change.post().occurrence(Occurrence.Kind.PUBLISHED, Map.of())));
  }

  @Override
  public void handleRequest(InputStream records, OutputStream answer, Context context)
      throws IOException {
    batch.handle(records, answer);
  }
}
