package org.imprimatur.web;

import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.RequestScoped;
import java.security.SecureRandom;
import java.util.Optional;
import org.imprimatur.post.Author;
import org.imprimatur.post.Decider;
import org.imprimatur.post.TraceParent;
import org.imprimatur.session.User;

/** What the core wants to know of the request at hand. */
@RequestScoped
public class Requests {
  private final RoutingContext context;
  private final SecureRandom random;

  Requests(RoutingContext context, SecureRandom random) {
    this.context = context;
    this.random = random;
  }

  /** The trace that the request belongs to: the sender's, or one of our own. */
  public TraceParent trace() {
    return Optional.ofNullable(context.request().getHeader("traceparent"))
        .flatMap(TraceParent::parse)
        .orElseGet(() -> TraceParent.start(random));
  }

  /** A signed-in user as an author. */
  public Author author(User user) {
    return new Author(user.subject(), user.name());
  }

  /** A signed-in moderator as a decider. */
  public static Decider decider(User moderator) {
    return Decider.moderator(moderator.subject(), moderator.userName());
  }
}
