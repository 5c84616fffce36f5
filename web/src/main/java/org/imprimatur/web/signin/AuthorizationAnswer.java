package org.imprimatur.web.signin;

import jakarta.ws.rs.core.MultivaluedMap;
import java.util.List;
import java.util.Optional;

/**
 * What the browser brings back from the provider (RFC 6749, section 4.1.2; RFC 9207). A parameter
 * that is there twice counts as none.
 *
 * @param issuer the {@code iss} parameter
 */
record AuthorizationAnswer(
    Optional<String> state,
    Optional<String> code,
    Optional<String> issuer,
    Optional<String> error) {

  static AuthorizationAnswer of(MultivaluedMap<String, String> query) {
    return new AuthorizationAnswer(
        single(query, "state"),
        single(query, "code"),
        single(query, "iss"),
        single(query, "error"));
  }

  private static Optional<String> single(MultivaluedMap<String, String> query, String name) {
    List<String> values = query.getOrDefault(name, List.of());
    return values.size() == 1
        ? Optional.of(values.get(0)).filter(value -> !value.isEmpty())
        : Optional.empty();
  }
}
