package org.imprimatur.web;

import io.quarkus.qute.TemplateData;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.imprimatur.session.User;

/**
 * What every page shows around its content.
 *
 * @param user who looks at it
 * @param path the page's own path, to come back to after signing in
 */
@TemplateData
public record Frame(Optional<User> user, String path) {
  /** Whether somebody is signed in. */
  public boolean signedIn() {
    return user.isPresent();
  }

  /** Whether a moderator is signed in. */
  public boolean moderator() {
    return user.filter(User::moderator).isPresent();
  }

  /** Whether this is the page of that path. */
  public boolean at(String path) {
    return this.path.equals(path);
  }

  /** Where signing in begins, coming back to this page. */
  public String signInPath() {
    return "/sign-in?return=" + URLEncoder.encode(path, StandardCharsets.UTF_8);
  }

  /** The name of who is signed in, or nothing. */
  public String userName() {
    return user.map(User::name).orElse("");
  }
}
