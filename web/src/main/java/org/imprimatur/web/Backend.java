package org.imprimatur.web;

import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import javax.crypto.SecretKey;
import org.imprimatur.Board;
import org.imprimatur.Ports;
import org.imprimatur.event.Subscription;
import org.imprimatur.post.Submissions;
import org.imprimatur.session.ExpiringEntries;
import org.imprimatur.session.Sessions;
import org.imprimatur.web.ops.Pipeline;
import org.imprimatur.web.signin.ProviderSource;
import org.imprimatur.web.signin.Visitor;

/**
 * What one runtime gives to the application. An implementation is a bean with the {@link
 * io.smallrye.common.annotation.Identifier} that {@code imprimatur.runtime} names it by; only the
 * one that is picked is ever made. Thread-safe.
 */
public interface Backend extends AutoCloseable {
  /** The ports of the board. */
  Ports ports();

  /** Who is signed in. */
  Sessions sessions();

  /** Small values with an end. */
  ExpiringEntries entries();

  /** The key that seals sessions; asked for when it is needed, within a request. */
  SecretKey sessionKey();

  /** The provider to sign in with where none is set. */
  ProviderSource ownProvider();

  /**
   * Where posts are handed in. {@link Submissions#submitAsync} keeps no caller waiting.
   *
   * @param visitor who makes the request at hand
   */
  Submissions submissions(Board board, Visitor visitor);

  /**
   * A number that is another one after each write to posts, before who wrote learns that it is
   * done; none where others write too.
   */
  Optional<LongSupplier> version();

  /** How the store and the deliveries are. */
  Pipeline pipeline();

  /**
   * Delivers to the board from now on, as far as that is this process's business.
   *
   * @param subscriptions who wants which events
   * @return what an operator should know, a line each
   */
  List<String> start(Board board, List<Subscription> subscriptions);

  /** Stops delivering, drained, and lets go of everything. A repeat does nothing. */
  @Override
  void close();
}
