package org.imprimatur.web.mail;

import java.util.Optional;
import java.util.Set;
import org.imprimatur.mail.Address;

/**
 * Who carries the board's mail.
 *
 * @param from whom mail comes from, and where what cannot be delivered goes back to
 * @param host the SMTP server
 * @param port its port
 * @param security how the connection is secured
 * @param login what to sign in with there, where it asks for that
 */
public record SmtpSettings(
    Address from, String host, int port, Security security, Optional<Login> login) {
  private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "::1");

  /** How a connection is secured. */
  public enum Security {
    /** By STARTTLS (RFC 3207), without which nothing is sent. */
    STARTTLS,
    /** By TLS from its first byte on (RFC 8314). */
    TLS,
    /** Not at all. */
    NONE
  }

  /**
   * A name and a password.
   *
   * @param name the name
   * @param password the password
   */
  public record Login(String name, String password) {
    /** Without the password. */
    @Override
    public String toString() {
      return "a login";
    }
  }

  /** Refuses to show a password to a network. */
  public SmtpSettings {
    if (login.isPresent() && security == Security.NONE && !THIS_MACHINE.contains(host)) {
      throw new IllegalArgumentException("a password needs starttls or tls");
    }
  }
}
