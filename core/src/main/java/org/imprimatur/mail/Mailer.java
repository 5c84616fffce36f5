package org.imprimatur.mail;

/** Hands mail to whoever carries it. Thread-safe. */
@FunctionalInterface
public interface Mailer {
  /**
   * Hands over a mail: when this returns, somebody else has taken it upon himself to deliver it.
   *
   * @throws MailNotSent if that is not so, or not known; within two minutes
   */
  void send(Mail mail);
}
