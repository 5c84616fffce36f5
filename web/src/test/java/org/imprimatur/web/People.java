package org.imprimatur.web;

import jakarta.inject.Singleton;
import java.util.Set;
import org.imprimatur.session.User;
import org.imprimatur.web.signin.SignedIn;

/** People with sessions of their own. */
@Singleton
public class People {
  private final SignedIn signedIn;

  People(SignedIn signedIn) {
    this.signedIn = signedIn;
  }

  /** The session cookie's value of an author's new session. */
  public String author(String subject) {
    return signedIn.as(new User(subject, subject, "Name of " + subject, Set.of()));
  }

  /** The same of one whose provider has verified an address, or only been told one. */
  public String author(String subject, String address, boolean verified) {
    return signedIn.as(
        new User(subject, subject, "Name of " + subject, Set.of()), address, verified);
  }

  /** The same of a moderator whose provider has verified an address. */
  public String moderator(String subject, String address) {
    return signedIn.as(
        new User(subject, subject, "Name of " + subject, Set.of(User.MODERATOR)), address, true);
  }

  /** The session cookie's value of an author's session that began half an hour ago. */
  public String longAgo(String subject) {
    return signedIn.longAgo(new User(subject, subject, "Name of " + subject, Set.of()));
  }

  /** The session cookie's value of a moderator's new session. */
  public String moderator(String subject) {
    return signedIn.as(new User(subject, subject, "Name of " + subject, Set.of(User.MODERATOR)));
  }
}
