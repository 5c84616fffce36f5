/**
 * Proof: checks that take long, each with its target, and the document that is generated from what
 * they found.
 *
 * <p>Start at {@link org.imprimatur.prove.Prove}.
 */
@NullMarked
package org.imprimatur.prove;

import org.jspecify.annotations.NullMarked;
