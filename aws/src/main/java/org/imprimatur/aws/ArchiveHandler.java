package org.imprimatur.aws;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Map;
import java.util.Set;
import org.imprimatur.archive.Archiver;
import org.imprimatur.post.Change;
import org.imprimatur.telemetry.Occurrence;

/**
 * The function on the stream of the posts table that archives what leaves the board: posts that
 * were rejected or withdrawn, which it then takes off the board, and posts that time to live took
 * off. What a person or a program deleted is not archived. Reads {@code POSTS_TABLE} and {@code
 * ARCHIVE_TABLE}.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/time-to-live-ttl-streams.html">Streams
 *     and time to live</a>
 */
public final class ArchiveHandler implements RequestStreamHandler {
  private static final Set<Change.Kind> DEPARTURES =
      Set.of(Change.Kind.REJECTED, Change.Kind.WITHDRAWN, Change.Kind.EXPIRED);

  private final StreamBatch batch;

  /** Started by Lambda. */
  public ArchiveHandler() {
    this(Start.ofProcess());
    Rehearsal.plan("expired", ArchiveHandler::new);
  }

  ArchiveHandler(Start start) {
    Stores stores = start.stores();
    Archiver archiver = new Archiver(stores.posts(), stores.archive(), start.telemetry());
    batch =
        new StreamBatch(
            DEPARTURES,
            change -> {
              archive(archiver, change);
              start.telemetry().record(departure(change));
            });
  }

  private static Occurrence departure(Change change) {
    Occurrence.Kind kind = Occurrence.Kind.valueOf(change.kind().name());
    return change.post().occurrence(kind, Map.of());
  }

  private static void archive(Archiver archiver, Change change) {
    if (change.kind() == Change.Kind.EXPIRED) {
      archiver.expired(change);
    } else {
      archiver.departed(change);
    }
  }

  @Override
  public void handleRequest(InputStream records, OutputStream answer, Context context)
      throws IOException {
    batch.handle(records, answer);
  }
}
