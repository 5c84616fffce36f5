package org.imprimatur.transfer;

/**
 * How many entries of each kind.
 *
 * @param posts posts on the board
 * @param archived posts that have left it
 * @param audit acts that are remembered
 * @param notices what people were told
 * @param decisions decisions on their way
 */
public record Counts(long posts, long archived, long audit, long notices, long decisions) {
  /** None yet. */
  public static final Counts NONE = new Counts(0, 0, 0, 0, 0);

  /** With one entry more. */
  public Counts with(Entry entry) {
    return entry.fold(
        post -> new Counts(posts + 1, archived, audit, notices, decisions),
        departed -> new Counts(posts, archived + 1, audit, notices, decisions),
        act -> new Counts(posts, archived, audit + 1, notices, decisions),
        notice -> new Counts(posts, archived, audit, notices + 1, decisions),
        event -> new Counts(posts, archived, audit, notices, decisions + 1));
  }

  /** In words. */
  @Override
  public String toString() {
    return "posts: %d, archived: %d, acts in the audit trail: %d, notices: %d, decisions on their way: %d"
        .formatted(posts, archived, audit, notices, decisions);
  }
}
