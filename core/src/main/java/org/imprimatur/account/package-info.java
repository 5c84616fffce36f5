/**
 * What people may ask of a board about themselves.
 *
 * <p>Start at {@link org.imprimatur.account.RemoveAccount}.
 */
@NullMarked
package org.imprimatur.account;

import org.jspecify.annotations.NullMarked;
