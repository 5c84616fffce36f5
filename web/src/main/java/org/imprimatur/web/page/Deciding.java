package org.imprimatur.web.page;

import jakarta.inject.Singleton;
import java.util.Optional;
import org.imprimatur.Board;
import org.imprimatur.archive.ArchivedPost;
import org.imprimatur.post.Post;
import org.imprimatur.post.PostId;
import org.imprimatur.post.Posts;
import org.imprimatur.web.Requests;
import org.imprimatur.web.signin.Visitor;

/** Decides in the name of the moderator at hand, and says what became of it. */
@Singleton
final class Deciding {
  private final Board board;
  private final Queue queue;
  private final Visitor visitor;

  Deciding(Board board, Queue queue, Visitor visitor) {
    this.board = board;
    this.queue = queue;
    this.visitor = visitor;
  }

  /**
   * Says {@code ruling} of a post.
   *
   * @param revision the text that the moderator saw
   * @param settled how many reports on it had been looked at then
   */
  Outcome decide(PostId id, int revision, int settled, Ruling ruling) {
    Posts.Decided decided =
        ruling.on(id, revision, settled, Requests.decider(visitor.signedIn()), board);
    queue.changed();
    Optional<Post> departed =
        decided instanceof Posts.Decided.Gone
            ? board.archive().find(id).map(ArchivedPost::post)
            : Optional.empty();
    return Outcome.of(decided, ruling.kind(), revision, departed);
  }
}
