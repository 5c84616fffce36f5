package org.imprimatur.memory;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.imprimatur.post.Pseudonym;
import org.imprimatur.session.Session;
import org.imprimatur.session.SessionKey;
import org.imprimatur.session.Sessions;

/** Sessions in a map. */
final class MemorySessions implements Sessions {
  private final Map<SessionKey, Session> byKey = new HashMap<>();

  @Override
  public synchronized void add(Session session) {
    if (byKey.putIfAbsent(session.key(), session) != null) {
      throw new IllegalStateException("a session of this key is there");
    }
  }

  @Override
  public synchronized Optional<Session> find(SessionKey key, Instant now) {
    return Optional.ofNullable(byKey.get(key)).filter(session -> !session.ended(now));
  }

  @Override
  public synchronized Optional<Session> replace(Session session) {
    return Optional.ofNullable(byKey.get(session.key()))
        .filter(current -> current.version() == session.version())
        .map(
            current -> {
              Session stored = session.nextVersion();
              byKey.put(stored.key(), stored);
              return stored;
            });
  }

  @Override
  public synchronized void remove(SessionKey key) {
    byKey.remove(key);
  }

  @Override
  public synchronized int removeByProviderSession(String sid) {
    return removeAll(session -> session.providerSession().filter(sid::equals).isPresent());
  }

  @Override
  public synchronized int removeByUser(String subject) {
    return removeAll(session -> session.user().subject().equals(subject));
  }

  @Override
  public synchronized List<Session> ofUser(String subject, Instant now, int limit) {
    return byKey.values().stream()
        .filter(session -> session.user().subject().equals(subject) && !session.ended(now))
        .limit(limit)
        .toList();
  }

  @Override
  public synchronized long count(Instant now) {
    return byKey.values().stream().filter(session -> !session.ended(now)).count();
  }

  synchronized void removeBegun(Pseudonym user) {
    int unused = removeAll(s -> user.covers(s.user().subject(), s.createdAt()));
  }

  private int removeAll(Predicate<Session> which) {
    int before = byKey.size();
    byKey.values().removeIf(which);
    return before - byKey.size();
  }
}
