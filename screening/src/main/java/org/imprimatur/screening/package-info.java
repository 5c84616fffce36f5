/**
 * The policy {@code screened}: small rules from a file, in order, that approve, hold or reject. The
 * door is {@link org.imprimatur.screening.Screening}.
 */
@NullMarked
package org.imprimatur.screening;

import org.jspecify.annotations.NullMarked;
