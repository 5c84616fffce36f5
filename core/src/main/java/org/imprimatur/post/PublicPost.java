package org.imprimatur.post;

import java.time.Instant;

/**
 * A published post as anybody may see it. Lists for the public are of these, so that nothing of a
 * post that is for its author or for moderators alone can get into them, or is read for them. All
 * times are UTC to the millisecond.
 *
 * @param id its name
 * @param author who wrote it
 * @param text the approved text, untrusted
 * @param submittedAt when that text was submitted
 * @param publishedAt when it became public; never changes
 * @param updatedAt when it last became another one: when its text was approved, or made public
 * @param expires when it leaves the board: at this instant it is no longer shown; whole seconds
 */
public record PublicPost(
    PostId id,
    Author author,
    Submission text,
    Instant submittedAt,
    Instant publishedAt,
    Instant updatedAt,
    Instant expires) {

  /** What anybody may see of a post that is public; refuses one that was not approved. */
  public static PublicPost of(Post post) {
    if (!post.status().approved()) {
      throw new IllegalArgumentException("a post that is not approved is not public");
    }
    Instant published = post.publishedAt().orElseThrow();
    Instant decided = post.decision().map(Decision::decidedAt).orElse(published);
    return new PublicPost(
        post.id(),
        post.author(),
        post.text(),
        post.current().submittedAt(),
        published,
        decided.isAfter(published) ? decided : published,
        post.expires());
  }

  /** The title, untrusted text. */
  public String title() {
    return text.title();
  }

  /** The body, untrusted Markdown. */
  public String body() {
    return text.body();
  }

  /** Where it stands in the public list. */
  public Cursor place() {
    return new Cursor(publishedAt, id.value());
  }
}
