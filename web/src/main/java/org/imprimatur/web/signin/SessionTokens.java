package org.imprimatur.web.signin;

import java.util.Optional;

/**
 * The provider's tokens that a session needs: the ID token to sign out with, the refresh token to
 * stay signed in. The access token is for nobody here and is not kept.
 *
 * @param refreshToken empty when the provider gives none; the session then lasts without it
 */
record SessionTokens(String idToken, Optional<String> refreshToken) {
  /** One text, to be sealed. Neither token has a line break in it. */
  String joined() {
    return idToken + '\n' + refreshToken.orElse("");
  }

  static SessionTokens split(String joined) {
    int end = joined.indexOf('\n');
    String refreshToken = joined.substring(end + 1);
    return new SessionTokens(
        joined.substring(0, end),
        refreshToken.isEmpty() ? Optional.empty() : Optional.of(refreshToken));
  }

  /** Nothing that could be used. */
  @Override
  public String toString() {
    return "tokens";
  }
}
