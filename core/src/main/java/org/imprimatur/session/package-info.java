/**
 * Sessions: who is signed in, kept in a store under the hash of a secret that only the browser has.
 *
 * <p>Start at {@link org.imprimatur.session.Sessions}.
 */
@NullMarked
package org.imprimatur.session;

import org.jspecify.annotations.NullMarked;
