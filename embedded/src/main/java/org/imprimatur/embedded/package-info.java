/**
 * The embedded engine: posts, archive, sessions, change stream and event bus in one SQLite file,
 * for one process.
 *
 * <p>The one door is {@link org.imprimatur.embedded.EmbeddedRuntime}. Every write goes through
 * {@link org.imprimatur.embedded.Writer}, every read through {@link
 * org.imprimatur.embedded.Readers}; what has to follow from a write is a row in {@code deliveries}
 * of the same transaction, and {@link org.imprimatur.embedded.Dispatcher} sees to it.
 */
@NullMarked
package org.imprimatur.embedded;

import org.jspecify.annotations.NullMarked;
