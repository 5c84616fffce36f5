package org.imprimatur.post;

/** Takes entries of the change stream. */
@FunctionalInterface
public interface ChangeHandler {
  /**
   * Does what follows from a change. A repeat ends as the first did. An exception means that it is
   * to be delivered again later.
   */
  void handle(Change change);
}
