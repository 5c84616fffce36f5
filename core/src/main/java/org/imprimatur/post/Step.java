package org.imprimatur.post;

import java.util.Optional;

/**
 * What an act makes of a post as it stands.
 *
 * @param next the post afterwards; empty to leave it as it is
 * @param leaves the change this leaves in the change stream; empty for none
 * @param answer what to tell whoever acts
 * @param <R> what that is
 */
public record Step<R>(Optional<Post> next, Optional<Change.Kind> leaves, R answer) {
  /** Refuses a change where nothing is written. */
  public Step {
    if (next.isEmpty() && leaves.isPresent()) {
      throw new IllegalArgumentException("what is not written leaves no change");
    }
  }

  /** Writes {@code next} and leaves a change. */
  public static <R> Step<R> to(Post next, Change.Kind leaves, R answer) {
    return new Step<>(Optional.of(next), Optional.of(leaves), answer);
  }

  /** Writes {@code next} and leaves no change. */
  public static <R> Step<R> quietly(Post next, R answer) {
    return new Step<>(Optional.of(next), Optional.empty(), answer);
  }

  /** Leaves the post as it is. */
  public static <R> Step<R> none(R answer) {
    return new Step<>(Optional.empty(), Optional.empty(), answer);
  }
}
