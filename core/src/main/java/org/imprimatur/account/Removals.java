package org.imprimatur.account;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.imprimatur.approval.ApprovalEvents;
import org.imprimatur.event.Event;
import org.imprimatur.mail.MailEvents;
import org.imprimatur.post.Pseudonym;

/**
 * Who is being taken out of the board, and what a runtime has of people beside the other ports.
 * Durable when a write returns; thread-safe and safe across processes that share a store. A store
 * that cannot answer throws {@link org.imprimatur.post.StoreUnavailable}.
 */
public interface Removals {
  /**
   * Keeps a removal unless one of that person is under way; one that only waits for what is on its
   * way gives place.
   *
   * @return the one that is kept now
   */
  Removal begin(Removal removal);

  /** The removal of this person, if it is not over. */
  Optional<Removal> find(String personId);

  /** Up to {@code limit} removals that are due at {@code now}, the longest due first. */
  List<Removal> due(Instant now, int limit);

  /** Puts {@code next} in the place of a removal unless that was written meanwhile. */
  void replace(Removal removal, Removal next);

  /** Forgets a removal that is over unless it was written meanwhile; a repeat does nothing. */
  void end(Removal removal);

  /**
   * Ends the sessions that a person began up to then, and puts the pseudonym in their place in
   * whatever is on its way, as far as this runtime can write there. A repeat does nothing.
   */
  void clear(Pseudonym person);

  /** What is left of an event where the pseudonym is in the person's place. */
  static Event without(Event event, Pseudonym person) {
    return MailEvents.without(ApprovalEvents.without(event, person), person);
  }

  /** How long something may be on its way that {@link #clear} does not reach. */
  Duration onTheWay();
}
