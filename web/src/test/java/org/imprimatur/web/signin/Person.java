package org.imprimatur.web.signin;

import java.util.List;

/** Somebody with an account at the fake provider. */
public record Person(String subject, String userName, String name, List<String> roles) {
  public static final Person ALICE = new Person("a-1", "alice", "Alice Author", List.of());
  public static final Person BOB = new Person("b-2", "bob", "Bob Builder", List.of());
  public static final Person MARA =
      new Person("m-3", "mara", "Mara Moderator", List.of("moderator", "offline_access"));
}
