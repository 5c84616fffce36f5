package org.imprimatur.contract;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.imprimatur.session.Session;
import org.imprimatur.session.SessionKey;
import org.imprimatur.session.User;

/** Sessions to test with, of users who sign in now. */
public final class SampleSessions {
  /** A moderator with a name that is hard to keep. */
  public static final User MODERATOR =
      new User("f:1:mia", "mia", "Mía “the \uD83E\uDD89” O'Neil", Set.of("moderator", "user"));

  /** How long a session lasts unless it is used. */
  public static final Duration IDLE = Duration.ofMinutes(30);

  private final Clock clock;

  /** Signs in at the time of {@code clock}. */
  public SampleSessions(Clock clock) {
    this.clock = clock;
  }

  /** A moderator's session in the provider's session {@code sid-1}. */
  public Session signedIn(String secret) {
    return signedIn(secret, MODERATOR, Optional.of("sid-1"));
  }

  /** A session of {@code user}. */
  public Session signedIn(String secret, User user, Optional<String> providerSession) {
    Instant now = clock.instant();
    return new Session(
        SessionKey.of(secret),
        1,
        user,
        providerSession,
        "c2VhbGVk.+/=",
        now.plus(Duration.ofMinutes(5)),
        Optional.empty(),
        now,
        now,
        now.plus(IDLE));
  }

  /** An ordinary user. */
  public static User user(String subject) {
    return new User(subject, subject, subject, Set.of());
  }
}
