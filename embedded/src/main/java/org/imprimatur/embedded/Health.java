package org.imprimatur.embedded;

import java.time.Duration;
import java.util.Optional;

/**
 * How an {@link EmbeddedRuntime} is doing.
 *
 * @param writable whether a write went through just now
 * @param lag how long the oldest delivery that could be under way has been due; zero when none is
 * @param waiting how many deliveries are due now or later
 * @param parked how many deliveries were given up
 * @param oldestParked how long the oldest of those has waited for an operator
 */
public record Health(
    boolean writable, Duration lag, long waiting, long parked, Optional<Duration> oldestParked) {}
