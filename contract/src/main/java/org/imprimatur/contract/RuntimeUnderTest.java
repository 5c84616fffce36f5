package org.imprimatur.contract;

import java.time.Instant;
import java.util.List;
import org.imprimatur.Ports;
import org.imprimatur.event.DeadLetters;
import org.imprimatur.event.Subscription;
import org.imprimatur.post.ChangeHandler;
import org.imprimatur.session.ExpiringEntries;
import org.imprimatur.session.Sessions;
import org.imprimatur.transfer.Holdings;
import org.imprimatur.transfer.Intake;

/**
 * An engine in the hands of a test: its ports, and its background work done step by step on the
 * test's thread. Nothing is delivered and nothing is swept unless the test says so.
 */
public interface RuntimeUnderTest {
  /** The ports of the board. */
  Ports ports();

  /** Who is signed in. */
  Sessions sessions();

  /** Small values with an end. */
  ExpiringEntries entries();

  /** What was parked. */
  DeadLetters deadLetters();

  /** Everything, for taking it along. */
  Holdings holdings();

  /** Where everything of a board that moves in is kept. */
  Intake intake();

  /**
   * Says who takes changes and events; called once, before the first delivery and the first
   * publication.
   */
  void attach(ChangeHandler changes, List<Subscription> subscriptions);

  /**
   * Delivers, once each, the changes and events that are due by the test's clock. What a handler
   * throws goes through backoff and dead letters and does not come out here.
   *
   * @return how many deliveries were tried; 0 only when nothing is due
   */
  int deliverDue();

  /**
   * Removes up to {@code limit} posts that have expired at {@code now}, each leaving EXPIRED.
   *
   * @return how many
   */
  int sweep(Instant now, int limit);

  /**
   * The engine as after a SIGKILL at this moment and a start on the same store, with nobody
   * attached. This object is not used any more.
   */
  RuntimeUnderTest restarted();
}
