package org.imprimatur.web.signin;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.imprimatur.session.ExpiringEntries;
import org.imprimatur.session.SessionKey;

/**
 * The attempts to sign in that are under way. Each is in a sealed cookie of its own, named after
 * its state, so that several tabs do not disturb each other and no other browser can finish it.
 * That it was used is remembered in the store.
 */
final class Attempts {
  private static final int MOST = 6;
  private static final int NAME_LENGTH = 16;

  private final Seal seal;
  private final ExpiringEntries used;
  private final Clock clock;
  private final SecureRandom random;

  Attempts(Seal seal, ExpiringEntries used, Clock clock, SecureRandom random) {
    this.seal = seal;
    this.used = used;
    this.clock = clock;
    this.random = random;
  }

  /** A new attempt beside those that the browser has. */
  Begun begin(ReturnPath returnPath, Map<String, String> cookies) {
    Attempt attempt = Attempt.begin(returnPath, clock.instant(), random);
    String name = name(attempt.state());
    List<String> changes = new ArrayList<>();
    surplus(cookies).map(Cookies::delete).forEach(changes::add);
    changes.add(Cookies.set(name, seal.close(attempt.joined(), name), Attempt.LIFE));
    return new Begun(attempt, changes);
  }

  /** The cookies of attempts that are over, and of the oldest where there are too many. */
  private Stream<String> surplus(Map<String, String> cookies) {
    return cookies.keySet().stream()
        .filter(name -> name.startsWith(Cookies.ATTEMPT))
        .sorted(Comparator.comparing((String name) -> end(name, cookies)).reversed())
        .skip(MOST - 1L);
  }

  private Instant end(String name, Map<String, String> cookies) {
    return open(name, cookies).map(Attempt::ends).orElse(Instant.MIN);
  }

  /** The attempt of this browser that has this state. */
  Optional<Attempt> find(String state, Map<String, String> cookies) {
    return open(name(state), cookies)
        .filter(attempt -> attempt.state().equals(state))
        .filter(attempt -> clock.instant().isBefore(attempt.ends()));
  }

  private Optional<Attempt> open(String name, Map<String, String> cookies) {
    return Optional.ofNullable(cookies.get(name))
        .flatMap(value -> seal.open(value, name))
        .flatMap(Attempt::split);
  }

  /** Uses an attempt up; whether this was the first time. */
  boolean use(Attempt attempt) {
    String key = "sign-in:" + SessionKey.of(attempt.state()).hash();
    return used.putIfAbsent(key, "used", attempt.ends(), clock.instant());
  }

  /** Removes the cookie of an attempt. */
  static String forget(String state) {
    return Cookies.delete(name(state));
  }

  private static String name(String state) {
    return Cookies.ATTEMPT + SessionKey.of(state).hash().substring(0, NAME_LENGTH);
  }

  /** An attempt, and the cookies to set for it. */
  record Begun(Attempt attempt, List<String> cookies) {
    Begun {
      cookies = List.copyOf(cookies);
    }
  }
}
