package org.imprimatur.web.signin;

import io.quarkus.security.UnauthorizedException;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.RequestScoped;
import java.util.Optional;
import org.imprimatur.session.User;

/** Who makes the request at hand. */
@RequestScoped
public class Visitor {
  /** The attribute of a security identity that holds its {@link User}. */
  static final String USER = "user";

  private final SecurityIdentity identity;

  Visitor(SecurityIdentity identity) {
    this.identity = identity;
  }

  /** Who is signed in; empty for a stranger. */
  public Optional<User> user() {
    return Optional.ofNullable(identity.getAttribute(USER));
  }

  /**
   * Who is signed in, where nobody else gets.
   *
   * @throws UnauthorizedException for a stranger
   */
  public User signedIn() {
    return user().orElseThrow(UnauthorizedException::new);
  }
}
