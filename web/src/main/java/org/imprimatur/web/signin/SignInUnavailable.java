package org.imprimatur.web.signin;

/**
 * Somebody has a session, or a token, but the provider could not be asked whether it still counts.
 * The session is kept; trying again in a moment is right.
 */
public final class SignInUnavailable extends RuntimeException {
  private static final long serialVersionUID = 1L;

  SignInUnavailable(String reason) {
    super(reason);
  }
}
