package org.imprimatur.web.signin;

import io.quarkus.security.UnauthorizedException;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.RequestScoped;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import org.imprimatur.mail.Address;
import org.imprimatur.session.User;

/** Who makes the request at hand. To be asked on threads that may block. */
@RequestScoped
public class Visitor {
  /** The header by which a browser forgets its session. */
  public static final String FORGET = Cookies.delete(Cookies.SESSION);

  private final Visits visits;
  private final RoutingContext request;

  Visitor(Visits visits, RoutingContext request) {
    this.visits = visits;
    this.request = request;
  }

  /**
   * Who is signed in, for what only shows it: does not ask the provider, so that it neither waits
   * nor fails; empty for a stranger and where the store cannot be read.
   */
  public Optional<User> shown() {
    return visits.shown(request);
  }

  /**
   * Who is signed in, for what needs to know; empty for a stranger.
   *
   * @throws SignInUnavailable if there is a session that the provider should confirm and cannot; it
   *     is kept
   */
  public Optional<User> user() {
    try {
      return visits.confirmed(request).join();
    } catch (CompletionException e) {
      throw Visits.unwrapped(e);
    }
  }

  /** Whether this is a program with an access token, rather than a browser with a session. */
  public boolean byToken() {
    return Visits.byToken(request);
  }

  /**
   * The provider's ID token of who is signed in, not expired.
   *
   * @throws UnauthorizedException for a stranger, and for a program that has no session
   * @throws SignInUnavailable as {@link #user} does
   */
  public String idToken() {
    try {
      return visits.idToken(request).orElseThrow(UnauthorizedException::new);
    } catch (CompletionException e) {
      throw Visits.unwrapped(e);
    }
  }

  /**
   * Where mail to who is signed in may go: an address that the provider says it has verified. Empty
   * where there is none, for a stranger and for a program with an access token.
   *
   * @throws SignInUnavailable as {@link #user} does
   */
  public Optional<Address> verifiedAddress() {
    try {
      return visits.idToken(request).flatMap(UserClaims::verifiedAddress);
    } catch (CompletionException e) {
      throw Visits.unwrapped(e);
    }
  }

  /**
   * When who is signed in last proved to the provider who they are; where it does not say, when
   * this session began. Empty for a stranger, and for a program that has no session.
   */
  public Optional<Instant> provedAt() {
    return visits.provedAt(request);
  }

  /**
   * Does something that ends the session, as {@code last} has to, and tells the provider.
   *
   * @return where the browser goes to sign out there, too
   */
  public URI leave(Runnable last) {
    return visits.leave(request, last).join();
  }

  /** Where people manage their accounts at the provider, as far as is known. Never blocks. */
  public Optional<URI> accountPage() {
    return visits.accountPage();
  }

  /**
   * Who is signed in, where nobody else gets.
   *
   * @throws UnauthorizedException for a stranger
   * @throws SignInUnavailable as {@link #user} does
   */
  public User signedIn() {
    return user().orElseThrow(UnauthorizedException::new);
  }
}
