package org.imprimatur.archive;

import java.util.Map;
import org.imprimatur.post.Change;
import org.imprimatur.post.Posts;
import org.imprimatur.telemetry.Occurrence;
import org.imprimatur.telemetry.Telemetry;

/**
 * Moves departed posts to the archive. The copy is durable before the original is removed, and both
 * steps may be repeated, so a crash anywhere loses nothing and doubles nothing.
 */
public final class Archiver {
  private final Posts posts;
  private final Archive archive;
  private final Telemetry telemetry;

  /** Moves from {@code posts} to {@code archive}. */
  public Archiver(Posts posts, Archive archive, Telemetry telemetry) {
    this.posts = posts;
    this.archive = archive;
    this.telemetry = telemetry;
  }

  /** Archives a post that was rejected or withdrawn, and takes it off the board. */
  public void departed(Change change) {
    keep(change);
    posts.remove(change.post().id());
  }

  /** Archives a post that has expired and is off the board already. */
  public void expired(Change change) {
    keep(change);
  }

  private void keep(Change change) {
    ArchivedPost departed = ArchivedPost.of(change);
    if (archive.put(departed)) {
      telemetry.record(
          change
              .post()
              .occurrence(
                  Occurrence.Kind.ARCHIVED,
                  Map.of("cause", departed.cause().name(), "eventId", change.id())));
    }
  }
}
