/**
 * The embedded engine: posts, archive, sessions, change stream and event bus in one SQLite file,
 * for one process.
 */
@NullMarked
package org.imprimatur.embedded;

import org.jspecify.annotations.NullMarked;
