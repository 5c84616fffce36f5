/**
 * The core of Imprimatur, assembled. It knows no framework, no clock of its own and no randomness
 * of its own.
 *
 * <p>Start at {@link org.imprimatur.Board}: give it the ports of a runtime and it gives the use
 * cases and what the runtime has to deliver to.
 */
@NullMarked
package org.imprimatur;

import org.jspecify.annotations.NullMarked;
