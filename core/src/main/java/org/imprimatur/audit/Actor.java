package org.imprimatur.audit;

/**
 * Who does something.
 *
 * @param kind what kind of actor
 * @param id a person's identifier at the provider, never reused, or a service's name
 * @param name the name shown; untrusted text
 */
public record Actor(Kind kind, String id, String name) {
  /** The board itself, following its clock. */
  public static final Actor BOARD = new Actor(Kind.BOARD, "board", "the board");

  /** Who runs the board, by a command on its machine. */
  public static final Actor OPERATOR = new Actor(Kind.OPERATOR, "operator", "the operator");

  /** Kinds of actors. */
  public enum Kind {
    /** Who wrote the post. */
    AUTHOR,
    /** Somebody else who reads. */
    READER,
    /** A moderator. */
    MODERATOR,
    /** An approval service. */
    APPROVAL_SERVICE,
    /** The board itself. */
    BOARD,
    /** Who runs the board. */
    OPERATOR
  }

  /** Refuses an actor without an id. */
  public Actor {
    if (id.isBlank()) {
      throw new IllegalArgumentException("an actor has an id");
    }
  }
}
