package org.imprimatur.web.page;

import io.quarkus.qute.RawString;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.imprimatur.archive.ArchivedPost;
import org.imprimatur.archive.Cause;
import org.imprimatur.post.Decision;
import org.imprimatur.post.Post;
import org.imprimatur.post.Status;

/** Makes what pages show of posts. Holds untrusted text; templates escape all but {@code html}. */
@Singleton
final class Views {
  private static final int EXCERPT = 280;

  private final Markdown markdown;

  Views(Markdown markdown) {
    this.markdown = markdown;
  }

  PublicCard card(Post post) {
    return new PublicCard(
        post.id().value(),
        post.title(),
        markdown.excerpt(post.body(), EXCERPT),
        post.author().name(),
        new Moment(post.publishedAt().orElse(post.submittedAt())));
  }

  WholePost whole(Post post) {
    return new WholePost(
        post.id().value(),
        post.revision(),
        post.title(),
        markdown.html(post.body()),
        post.author().name(),
        post.status(),
        new Moment(post.submittedAt()),
        post.publishedAt().map(Moment::new),
        new Moment(post.expires()));
  }

  OwnPost own(Post post) {
    return new OwnPost(
        post.id().value(),
        post.title(),
        post.status(),
        new Moment(post.submittedAt()),
        new Moment(post.expires()));
  }

  Departed departed(ArchivedPost departed, String viewerId) {
    Post post = departed.post();
    return new Departed(
        post.id().value(),
        post.title(),
        markdown.html(post.body()),
        post.author().name(),
        departed.cause(),
        post.decision().flatMap(Decision::reason),
        post.decision().map(Decision::decidedBy),
        new Moment(departed.leftAt()),
        post.author().id().equals(viewerId));
  }

  /** A post in the public list. */
  record PublicCard(String id, String title, String excerpt, String author, Moment published) {}

  /** A post with its text. */
  record WholePost(
      String id,
      int revision,
      String title,
      RawString html,
      String author,
      Status status,
      Moment submitted,
      Optional<Moment> published,
      Moment expires) {}

  /** A post in its author's list. */
  record OwnPost(String id, String title, Status status, Moment submitted, Moment expires) {}

  /** A post in the archive. */
  record Departed(
      String id,
      String title,
      RawString html,
      String author,
      Cause cause,
      Optional<String> reason,
      Optional<String> decidedBy,
      Moment left,
      boolean own) {}
}
