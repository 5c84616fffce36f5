/**
 * The event bus: envelopes, subscriptions and what happens to an event that nobody can handle.
 *
 * <p>Start at {@link org.imprimatur.event.EventBus}.
 */
@NullMarked
package org.imprimatur.event;

import org.jspecify.annotations.NullMarked;
