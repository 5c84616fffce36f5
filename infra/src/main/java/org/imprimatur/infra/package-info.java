/**
 * The cloud that the board runs on: one stack for each stage, made of {@code Identity}, {@code
 * Board}, {@code Approval} and {@code Web}.
 *
 * <p>Start at {@link org.imprimatur.infra.InfraApp}.
 */
@NullMarked
package org.imprimatur.infra;

import org.jspecify.annotations.NullMarked;
