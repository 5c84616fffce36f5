/**
 * Mail to people who asked for it: what authors are told, and to moderators how much waits.
 *
 * <p>Start at {@link org.imprimatur.mail.SendMail}.
 */
@NullMarked
package org.imprimatur.mail;

import org.jspecify.annotations.NullMarked;
