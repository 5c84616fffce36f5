package org.imprimatur.transfer;

import java.util.List;

/**
 * Where the entries of a board that moved in are kept. Every entry is one write that happens wholly
 * or not at all, and repeating it changes nothing. A store that cannot answer throws {@link
 * org.imprimatur.post.StoreUnavailable}: then any of the entries may or may not be kept.
 */
@FunctionalInterface
public interface Intake {
  /**
   * Keeps entries exactly as they are, those that are kept durably when this returns.
   *
   * <p>A post goes where its entry says unless one of its id is on the board or in the archive. One
   * with a text that waits leaves INSERTED or REVISED in the change stream, so that it is asked
   * about here; nothing else leaves a change, for what follows from it has happened where it comes
   * from. A decision goes on its way to whoever records it, unless it is known to have been on its
   * way here before or has no pending post to apply to any more.
   *
   * @return what became of each, in the same order
   */
  List<Kept> keep(List<Entry> entries);
}
