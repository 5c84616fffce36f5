/** Mail by SMTP. Start at {@link org.imprimatur.web.mail.SmtpMailer}. */
@NullMarked
package org.imprimatur.web.mail;

import org.jspecify.annotations.NullMarked;
