/**
 * Moving a board: everything on it as lines of JSON, out of one store and into another, whichever
 * runtime each belongs to.
 *
 * <p>Start at {@link org.imprimatur.transfer.ExportBoard} and {@link
 * org.imprimatur.transfer.ImportBoard}; a store takes part by {@link
 * org.imprimatur.transfer.Holdings} and {@link org.imprimatur.transfer.Intake}.
 */
@NullMarked
package org.imprimatur.transfer;

import org.jspecify.annotations.NullMarked;
