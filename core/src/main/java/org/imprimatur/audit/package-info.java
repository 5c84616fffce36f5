/**
 * Who did what, when, to which text and why: entries that are added and never edited.
 *
 * <p>Start at {@link org.imprimatur.audit.Audit}.
 */
@NullMarked
package org.imprimatur.audit;

import org.jspecify.annotations.NullMarked;
