package org.imprimatur.mail;

/** A mail was not sent, or nobody knows whether it was: it has to be sent again. */
public final class MailNotSent extends IllegalStateException {
  private static final long serialVersionUID = 1L;

  /** Says why, without any address: that goes into logs. */
  public MailNotSent(String why) {
    super(why);
  }
}
