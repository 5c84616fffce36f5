package org.imprimatur.screening;

import java.util.Optional;

/**
 * One thing to look at in a post. A value: the same post and history give the same answer. One that
 * throws has the post held.
 */
@FunctionalInterface
interface Rule {
  /** What there is to say about a post, or nothing, which passes it on to the next rule. */
  Optional<Finding> examine(Candidate post);
}
