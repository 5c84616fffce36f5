package org.imprimatur.session;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Who is signed in. Every write is one conditional write and durable when it returns; what was
 * removed stays removed, also for other processes on the same store and after a restart.
 * Implementations are thread-safe; a store that cannot answer throws {@link
 * org.imprimatur.post.StoreUnavailable}.
 */
public interface Sessions {
  /** Adds a session of version 1; keys are random, so one that is there already is a fault. */
  void add(Session session);

  /** The session of this key unless it has ended at {@code now}. */
  Optional<Session> find(SessionKey key, Instant now);

  /**
   * Replaces a session if it is there in exactly this version; its version then goes up by one.
   *
   * @return the session as stored; empty if it was removed or written by somebody else meanwhile
   */
  Optional<Session> replace(Session session);

  /** Ends one session; a repeat does nothing. */
  void remove(SessionKey key);

  /**
   * Ends all sessions of a provider session.
   *
   * @return how many
   */
  int removeByProviderSession(String sid);

  /**
   * Ends all sessions of a user.
   *
   * @return how many
   */
  int removeByUser(String subject);

  /** Up to {@code limit} sessions of a user that have not ended at {@code now}, in no order. */
  List<Session> ofUser(String subject, Instant now, int limit);

  /** How many sessions have not ended at {@code now}; may be approximate. */
  long count(Instant now);
}
