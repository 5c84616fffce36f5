package org.imprimatur.web.signin;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jwt.JWT;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.BadJWTException;
import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.token.AccessToken;
import com.nimbusds.oauth2.sdk.token.RefreshToken;
import com.nimbusds.oauth2.sdk.token.Tokens;
import com.nimbusds.openid.connect.sdk.claims.AccessTokenHash;
import com.nimbusds.openid.connect.sdk.claims.CodeHash;
import com.nimbusds.openid.connect.sdk.token.OIDCTokens;
import com.nimbusds.openid.connect.sdk.validators.AccessTokenValidator;
import com.nimbusds.openid.connect.sdk.validators.AuthorizationCodeValidator;
import com.nimbusds.openid.connect.sdk.validators.InvalidHashException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.imprimatur.session.User;

/** Makes grants of token answers whose ID token was checked, checking what binds them together. */
final class Grants {
  private static final Duration LONGEST_MARGIN = Duration.ofSeconds(10);
  private static final Duration UNKNOWN_LIFE = Duration.ofMinutes(5);

  private final Clock clock;

  Grants(Clock clock) {
    this.clock = clock;
  }

  /** The grant of a code. */
  Grant first(JWTClaimsSet claims, OIDCTokens tokens, String code) throws BadJWTException {
    requireHashes(claims, tokens, Optional.of(new AuthorizationCode(code)));
    SessionTokens kept = new SessionTokens(tokens.getIDToken().serialize(), refreshToken(tokens));
    return new Grant(
        UserClaims.user(claims), TokenChecks.text(claims, "sid"), kept, expires(tokens));
  }

  /** The grant of a refresh token, with a new ID token: of the same user, or it does not hold. */
  Grant next(JWTClaimsSet claims, OIDCTokens tokens, SessionTokens old, User user)
      throws BadJWTException {
    requireHashes(claims, tokens, Optional.empty());
    if (!user.subject().equals(claims.getSubject())) {
      throw new BadJWTException("another user");
    }
    SessionTokens kept =
        new SessionTokens(
            tokens.getIDToken().serialize(), refreshToken(tokens).or(old::refreshToken));
    return new Grant(
        UserClaims.user(claims), TokenChecks.text(claims, "sid"), kept, expires(tokens));
  }

  /** The grant of a refresh token without an ID token: the user is who the user was. */
  Grant next(Tokens tokens, SessionTokens old, User user) {
    SessionTokens kept =
        new SessionTokens(old.idToken(), refreshToken(tokens).or(old::refreshToken));
    return new Grant(user, Optional.empty(), kept, expires(tokens));
  }

  /** The hashes that tie an ID token to what came with it, where it has them. */
  private static void requireHashes(
      JWTClaimsSet claims, OIDCTokens tokens, Optional<AuthorizationCode> code)
      throws BadJWTException {
    JWSAlgorithm algorithm = algorithm(tokens.getIDToken());
    Optional<String> ofToken = TokenChecks.text(claims, "at_hash");
    Optional<String> ofCode = TokenChecks.text(claims, "c_hash");
    try {
      if (ofToken.isPresent()) {
        AccessTokenValidator.validate(
            tokens.getAccessToken(), algorithm, new AccessTokenHash(ofToken.get()));
      }
      if (ofCode.isPresent() && code.isPresent()) {
        AuthorizationCodeValidator.validate(code.get(), algorithm, new CodeHash(ofCode.get()));
      }
    } catch (InvalidHashException e) {
      throw new BadJWTException("made for another token or code", e);
    }
  }

  private static JWSAlgorithm algorithm(JWT token) {
    return JWSAlgorithm.parse(token.getHeader().getAlgorithm().getName());
  }

  private static Optional<String> refreshToken(Tokens tokens) {
    return Optional.ofNullable(tokens.getRefreshToken()).map(RefreshToken::getValue);
  }

  /** A tenth of their life before they end, at most ten seconds, so that none ends on its way. */
  private Instant expires(Tokens tokens) {
    AccessToken access = tokens.getAccessToken();
    Duration life =
        access.getLifetime() > 0 ? Duration.ofSeconds(access.getLifetime()) : UNKNOWN_LIFE;
    Duration tenth = life.dividedBy(10);
    Duration margin = tenth.compareTo(LONGEST_MARGIN) < 0 ? tenth : LONGEST_MARGIN;
    return clock.instant().plus(life).minus(margin);
  }
}
