package org.imprimatur.screening;

import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;

/** What screening says of a post. */
public sealed interface Outcome {
  /** Follows the one branch that holds. */
  default <T> T fold(
      Supplier<T> approved,
      BiFunction<String, String, T> rejected,
      Function<List<Reason>, T> held) {
    if (this instanceof Approved) {
      return approved.get();
    }
    return this instanceof Rejected r
        ? rejected.apply(r.code(), r.message())
        : held.apply(((Held) this).reasons());
  }

  /** Nothing speaks against it. */
  record Approved() implements Outcome {}

  /**
   * A rule speaks against it that needs no person.
   *
   * @param code what kind of reason
   * @param message why, for the author
   */
  record Rejected(String code, String message) implements Outcome {}

  /**
   * A person has to look.
   *
   * @param reasons why, at least one, in the order of the rules
   */
  record Held(List<Reason> reasons) implements Outcome {
    /** Keeps its own copy. */
    public Held {
      reasons = List.copyOf(reasons);
    }
  }

  /**
   * Why a post waits for a person.
   *
   * @param code what kind of reason: lower-case words with hyphens, at most 40 characters
   * @param detail what was found: at most 200 code points on one line, never the post's own text
   */
  record Reason(String code, String detail) {}
}
