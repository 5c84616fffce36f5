package org.imprimatur.aws;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Map;
import java.util.Set;
import org.imprimatur.archive.Archiver;
import org.imprimatur.audit.Audit;
import org.imprimatur.post.Change;
import org.imprimatur.telemetry.Occurrence;

/**
 * The function on the stream of the posts table that archives what time to live took off the board.
 * What a person or a program deleted is not archived. Reads {@code ARCHIVE_TABLE} and {@code
 * AUDIT_TABLE}.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/time-to-live-ttl-streams.html">Streams
 *     and time to live</a>
 */
public final class ArchiveHandler implements RequestStreamHandler {
  private final StreamBatch batch;

  /** Started by Lambda. */
  public ArchiveHandler() {
    this(Start.ofProcess());
    Rehearsal.plan("expired", ArchiveHandler::new);
  }

  ArchiveHandler(Start start) {
    Stores stores = start.stores();
    Archiver archiver = new Archiver(stores.posts(), stores.archive(), start.telemetry());
    Audit audit = new Audit(stores.trail(), start.clock());
    batch =
        new StreamBatch(
            Set.of(Change.Kind.EXPIRED),
            change -> {
              audit.changed(change);
              archiver.expired(change);
              start.telemetry().record(expired(change));
            });
  }

  private static Occurrence expired(Change change) {
    return change.post().occurrence(Occurrence.Kind.EXPIRED, Map.of("eventId", change.id()));
  }

  @Override
  public void handleRequest(InputStream records, OutputStream answer, Context context)
      throws IOException {
    batch.handle(records, answer);
  }
}
