package org.imprimatur.transfer;

/**
 * How many entries of each kind.
 *
 * @param posts posts on the board
 * @param archived posts that have left it
 * @param decisions decisions on their way
 */
public record Counts(long posts, long archived, long decisions) {
  /** None yet. */
  public static final Counts NONE = new Counts(0, 0, 0);

  /** With one entry more. */
  public Counts with(Entry entry) {
    return entry.fold(
        post -> new Counts(posts + 1, archived, decisions),
        departed -> new Counts(posts, archived + 1, decisions),
        event -> new Counts(posts, archived, decisions + 1));
  }

  /** In words, such as {@code posts: 3, archived: 10, decisions on their way: 1}. */
  @Override
  public String toString() {
    return "posts: %d, archived: %d, decisions on their way: %d"
        .formatted(posts, archived, decisions);
  }
}
