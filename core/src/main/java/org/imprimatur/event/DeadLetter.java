package org.imprimatur.event;

import java.time.Instant;

/**
 * A change or an event that was parked after its handler failed too often.
 *
 * @param id names the delivery
 * @param subscriber whose handler failed
 * @param about the id of the change or event
 * @param reason what the last failure said, without content; one line
 * @param attempts how often it was tried
 * @param parkedAt when it was given up
 */
public record DeadLetter(
    String id, String subscriber, String about, String reason, int attempts, Instant parkedAt) {}
