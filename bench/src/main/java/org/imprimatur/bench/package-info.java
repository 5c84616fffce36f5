/**
 * Measured comparisons: how fast the board is, each figure beside another of the same run on the
 * same machine, and its target.
 *
 * <p>Start at {@link org.imprimatur.bench.Bench}.
 */
@NullMarked
package org.imprimatur.bench;

import org.jspecify.annotations.NullMarked;
