package org.imprimatur.post;

/**
 * Who decides.
 *
 * @param kind what kind of decider, which an author may know
 * @param id a moderator's identifier at the provider, never reused; an approval service's name
 * @param name the name shown to moderators; untrusted text
 */
public record Decider(Kind kind, String id, String name) {
  /** Kinds of deciders. */
  public enum Kind {
    /** An approval service, without a person. */
    APPROVAL_SERVICE,
    /** A moderator. */
    MODERATOR
  }

  /** Refuses a decider without a name. */
  public Decider {
    if (id.isBlank() || name.isBlank()) {
      throw new IllegalArgumentException("a decision says who decided");
    }
  }

  /** An approval service of this name. */
  public static Decider service(String name) {
    return new Decider(Kind.APPROVAL_SERVICE, name, name);
  }

  /** A moderator. */
  public static Decider moderator(String id, String name) {
    return new Decider(Kind.MODERATOR, id, name);
  }

  /** Whether this is the person who wrote the post, who may not decide on it. */
  boolean wrote(Post post) {
    return kind == Kind.MODERATOR && id.equals(post.author().id());
  }
}
