package org.imprimatur.post;

import java.util.Locale;
import java.util.Optional;

/**
 * Which of the posts that wait for a moderator are wanted.
 *
 * @param reason a code of a {@link HoldReason}, or {@value #REPORTED}; empty for any
 * @param author part of an author's name, or a whole id, in any case; empty for any
 */
public record QueueFilter(Optional<String> reason, Optional<String> author) {
  /** The reason of posts that wait because readers reported them. */
  public static final String REPORTED = "reported";

  /** Everything that waits. */
  public static final QueueFilter ALL = new QueueFilter(Optional.empty(), Optional.empty());

  boolean selects(Post post) {
    return reason.map(code -> heldFor(post, code)).orElse(true)
        && author.map(name -> by(post.author(), name)).orElse(true);
  }

  private static boolean heldFor(Post post, String code) {
    boolean reported = code.equals(REPORTED) && post.reports().escalatedAt().isPresent();
    return reported
        || post.waiting().stream()
            .flatMap(text -> text.held().stream())
            .anyMatch(held -> held.code().equals(code));
  }

  private static boolean by(Author author, String name) {
    return author.id().equals(name) || lower(author.name()).contains(lower(name));
  }

  private static String lower(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
