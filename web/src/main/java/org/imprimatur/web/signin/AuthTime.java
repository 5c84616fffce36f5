package org.imprimatur.web.signin;

import com.nimbusds.jwt.JWTParser;
import java.text.ParseException;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;

/** When somebody proved to the provider who they are (OpenID Connect Core 1.0, section 2). */
final class AuthTime {
  private AuthTime() {}

  /** What an ID token that was checked before says; empty where it does not. */
  static Optional<Instant> of(String idToken) {
    try {
      Date time = JWTParser.parse(idToken).getJWTClaimsSet().getDateClaim("auth_time");
      return Optional.ofNullable(time).map(Date::toInstant);
    } catch (ParseException e) {
      return Optional.empty();
    }
  }
}
