package org.imprimatur.session;

import java.util.Set;

/**
 * Who is signed in, as the provider said.
 *
 * @param subject the provider's identifier, never reused
 * @param userName the name the user signs in with; untrusted text
 * @param name the name shown to others; untrusted text
 * @param roles what the provider lets the user do here
 */
public record User(String subject, String userName, String name, Set<String> roles) {
  /** The role of those who decide about posts. */
  public static final String MODERATOR = "moderator";

  /** Refuses a user without a subject; keeps its own copy of the roles. */
  public User {
    if (subject.isBlank()) {
      throw new IllegalArgumentException("a user has a subject");
    }
    roles = Set.copyOf(roles);
  }

  /** Whether the user decides about posts. */
  public boolean moderator() {
    return roles.contains(MODERATOR);
  }
}
