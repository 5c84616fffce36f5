package org.imprimatur.web.signin;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jwt.JWT;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.BadJWTException;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The checks of a provider's tokens. Signatures are Nimbus's, by the provider's keys and by three
 * algorithms alone, so that neither {@code none} nor a public key used as a shared secret passes
 * (RFC 8725). The clocks of two machines may be a minute apart.
 */
final class TokenChecks {
  private static final Set<JWSAlgorithm> ALGORITHMS =
      Set.of(JWSAlgorithm.RS256, JWSAlgorithm.PS256, JWSAlgorithm.ES256);
  private static final int LEEWAY_SECONDS = 60;
  private static final String LOGOUT_EVENT = "http://schemas.openid.net/event/backchannel-logout";
  private static final Set<String> ACCESS_CLAIMS = Set.of("iss", "sub", "aud", "exp");
  private static final Deadline AT_ONCE = Deadline.in(Duration.ZERO);
  private static final @Nullable JOSEObjectType NONE = null;
  private static final JOSEObjectType ACCESS = new JOSEObjectType("at+jwt");
  private static final JOSEObjectType LOGOUT = new JOSEObjectType("logout+jwt");

  private final ProviderSettings settings;
  private final Keys keys;
  private final Clock clock;
  private final KnownTokens accessTokens = new KnownTokens();

  TokenChecks(ProviderSettings settings, Keys keys, Clock clock) {
    this.settings = settings;
    this.keys = keys;
    this.clock = clock;
  }

  /** An ID token (OpenID Connect Core 1.0, section 3.1.3.7), but for its nonce and hashes. */
  JWTClaimsSet idToken(JWT token, Deadline deadline) throws BadJOSEException, JOSEException {
    JWTClaimsSet claims =
        processor(
                settings.clientId(),
                Set.of("iss", "sub", "aud", "exp", "iat"),
                new DefaultJOSEObjectTypeVerifier<>(JOSEObjectType.JWT, NONE))
            .process(token, deadline);
    requireIssuedBeforeNow(claims);
    requireSubject(claims);
    Object authorized = claims.getClaim("azp");
    boolean forOthersToo = claims.getAudience().size() > 1;
    if (authorized == null ? forOthersToo : !authorized.equals(settings.clientId())) {
      throw new BadJWTException("issued to another client");
    }
    return claims;
  }

  /** An access token for our API (RFC 9068; Keycloak's and Cognito's, which say so in a claim). */
  JWTClaimsSet accessToken(JWT token, Deadline deadline) throws BadJOSEException, JOSEException {
    Keys.Fetched before = keys.fetched();
    JWTClaimsSet claims =
        processor(
                settings.audience(),
                ACCESS_CLAIMS,
                new DefaultJOSEObjectTypeVerifier<>(
                    JOSEObjectType.JWT, ACCESS, new JOSEObjectType("application/at+jwt"), NONE))
            .process(token, deadline);
    requireSubject(claims);
    requireIssuedBeforeNow(claims);
    if (!saysAccess(token, claims)) {
      throw new BadJWTException("not an access token");
    }
    accessTokens.keep(token.getParsedString(), before, claims);
    return claims;
  }

  /**
   * What an access token says that passed {@link #accessToken} before and would again: the keys are
   * the same and not too old, and its claims are checked anew, by the time it is now. Empty where
   * that is not so or not known.
   */
  Optional<JWTClaimsSet> knownAccessToken(String token) {
    return keys.fresh()
        .flatMap(current -> accessTokens.find(token, current))
        .filter(this::stillHolds);
  }

  private boolean stillHolds(JWTClaimsSet accessToken) {
    try {
      new Claims(settings.audience(), ACCESS_CLAIMS).verify(accessToken, AT_ONCE);
      requireIssuedBeforeNow(accessToken);
      return true;
    } catch (BadJWTException e) {
      return false;
    }
  }

  private static boolean saysAccess(JWT token, JWTClaimsSet claims) {
    JOSEObjectType type = token.getHeader().getType();
    boolean byHeader = type != null && type.getType().endsWith("at+jwt");
    boolean byClaim =
        "Bearer".equals(claims.getClaim("typ")) || "access".equals(claims.getClaim("token_use"));
    return byHeader || byClaim;
  }

  /** A logout token (OpenID Connect Back-Channel Logout 1.0, section 2.6), but for its reuse. */
  ProviderLogout logoutToken(JWT token, Deadline deadline) throws BadJOSEException, JOSEException {
    JWTClaimsSet claims =
        processor(
                settings.clientId(),
                Set.of("iss", "aud", "iat", "exp", "jti", "events"),
                new DefaultJOSEObjectTypeVerifier<>(
                    LOGOUT, new JOSEObjectType("application/logout+jwt")))
            .process(token, deadline);
    requireIssuedBeforeNow(claims);
    if (claims.getClaims().containsKey("nonce")) {
      throw new BadJWTException("a logout token has no nonce");
    }
    if (!(claims.getClaim("events") instanceof Map<?, ?> events)
        || !(events.get(LOGOUT_EVENT) instanceof Map)) {
      throw new BadJWTException("not the event of a logout");
    }
    return logout(claims);
  }

  private static ProviderLogout logout(JWTClaimsSet claims) throws BadJWTException {
    Optional<String> subject = text(claims, "sub");
    Optional<String> session = text(claims, "sid");
    if (subject.isEmpty() && session.isEmpty()) {
      throw new BadJWTException("nobody is named");
    }
    String id = text(claims, "jti").orElseThrow(() -> new BadJWTException("an empty jti"));
    Instant expires = claims.getExpirationTime().toInstant().plusSeconds(LEEWAY_SECONDS);
    return new ProviderLogout(id, expires, subject, session);
  }

  /** A claim that is a text with something in it. */
  static Optional<String> text(JWTClaimsSet claims, String name) {
    return Optional.ofNullable(claims.getClaim(name))
        .filter(String.class::isInstance)
        .map(String.class::cast)
        .filter(text -> !text.isBlank());
  }

  private static void requireSubject(JWTClaimsSet claims) throws BadJWTException {
    if (text(claims, "sub").filter(subject -> subject.length() <= 255).isEmpty()) {
      throw new BadJWTException("no usable subject");
    }
  }

  private void requireIssuedBeforeNow(JWTClaimsSet claims) throws BadJWTException {
    Date issued = claims.getIssueTime();
    Instant latest = clock.instant().plusSeconds(LEEWAY_SECONDS);
    if (issued != null && issued.toInstant().isAfter(latest)) {
      throw new BadJWTException("issued in the future");
    }
  }

  private DefaultJWTProcessor<Deadline> processor(
      String audience, Set<String> required, DefaultJOSEObjectTypeVerifier<Deadline> types) {
    DefaultJWTProcessor<Deadline> processor = new DefaultJWTProcessor<>();
    processor.setJWSKeySelector(new JWSVerificationKeySelector<>(ALGORITHMS, keys));
    processor.setJWSTypeVerifier(types);
    processor.setJWTClaimsSetVerifier(new Claims(audience, required));
    return processor;
  }

  /** Issuer, audience, what has to be there and the time, by our clock. */
  private final class Claims extends DefaultJWTClaimsVerifier<Deadline> {
    Claims(String audience, Set<String> required) {
      super(
          audience,
          new JWTClaimsSet.Builder().issuer(settings.issuer().toString()).build(),
          required);
      setMaxClockSkew(LEEWAY_SECONDS);
    }

    @Override
    protected Date currentTime() {
      return Date.from(clock.instant());
    }
  }
}
