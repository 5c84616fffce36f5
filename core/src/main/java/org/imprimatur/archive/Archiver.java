package org.imprimatur.archive;

import java.time.Instant;
import java.util.Map;
import org.imprimatur.post.Change;
import org.imprimatur.post.Post;
import org.imprimatur.post.Posts;
import org.imprimatur.post.Status;
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
    keep(change, change.at());
    posts.remove(change.post().id());
  }

  /**
   * Archives a post that has expired and is off the board already. It left when its time was over,
   * not when somebody came to sweep.
   */
  public void expired(Change change) {
    keep(change, change.post().expires());
  }

  /** Who reported a post is nobody's business any more once the post has left. */
  private void keep(Change change, Instant leftAt) {
    Cause cause = cause(change.post());
    if (archive.put(new ArchivedPost(change.post().withoutReporters(), cause, leftAt))) {
      telemetry.record(
          change
              .post()
              .occurrence(
                  Occurrence.Kind.ARCHIVED, Map.of("cause", cause.name(), "eventId", change.id())));
    }
  }

  /** A rejected post that expired before it could be moved was still rejected. */
  private static Cause cause(Post post) {
    if (post.status() == Status.REJECTED) {
      return Cause.REJECTED;
    }
    return post.status() == Status.WITHDRAWN ? Cause.WITHDRAWN : Cause.EXPIRED;
  }
}
