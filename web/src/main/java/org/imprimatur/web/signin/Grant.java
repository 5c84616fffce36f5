package org.imprimatur.web.signin;

import java.time.Instant;
import java.util.Optional;
import org.imprimatur.session.User;

/**
 * What the provider gave for a code or a refresh token, checked.
 *
 * @param providerSession its {@code sid}
 * @param expires when the tokens have to be refreshed, a little before they end
 */
record Grant(User user, Optional<String> providerSession, SessionTokens tokens, Instant expires) {}
