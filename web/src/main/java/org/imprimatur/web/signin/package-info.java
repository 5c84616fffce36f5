/**
 * Sign-in and sessions: the protocol is a library's, the session is ours.
 *
 * <p>Pages ask {@link org.imprimatur.web.signin.Visitor} who is there.
 */
@NullMarked
package org.imprimatur.web.signin;

import org.jspecify.annotations.NullMarked;
