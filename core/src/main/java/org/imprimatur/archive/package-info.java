/**
 * The archive: posts that left the board, each once, each with the cause.
 *
 * <p>Start at {@link org.imprimatur.archive.Archiver}.
 */
@NullMarked
package org.imprimatur.archive;

import org.jspecify.annotations.NullMarked;
