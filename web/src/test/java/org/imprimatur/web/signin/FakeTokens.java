package org.imprimatur.web.signin;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;

/** The keys of the fake provider and tokens of all kinds, honest and forged. */
public final class FakeTokens {
  private static final RSAKey RSA = rsa("rsa-1");
  private static final RSAKey NEXT = rsa("rsa-2");
  private static final RSAKey STRANGE = rsa("strange");
  private static final ECKey EC = ec();

  private final String issuer;
  private final Clock clock;
  private volatile boolean rotated;

  FakeTokens(String issuer, Clock clock) {
    this.issuer = issuer;
    this.clock = clock;
  }

  /** From now on tokens are signed with another key, which is published. */
  public void rotateKeys() {
    rotated = true;
  }

  JWKSet published() {
    List<JWK> keys = rotated ? List.of(NEXT, EC) : List.of(RSA, EC);
    return new JWKSet(keys).toPublicJWKSet();
  }

  /** How a token gets its signature. */
  public enum Signing {
    RS256,
    PS256,
    ES256,
    /** By a key that is not published, under a name that is not. */
    UNKNOWN_KEY,
    /** By a key that is not published, under the name of one that is. */
    WRONG_KEY,
    /** By the public key as if it were a shared secret. */
    HS256_WITH_PUBLIC_KEY,
    /** By the client's secret. */
    HS256_WITH_CLIENT_SECRET,
    RS512,
    NONE,
    /** Well signed, then changed. */
    CHANGED_AFTERWARDS
  }

  /** An ID token of a person. */
  public JWTClaimsSet.Builder idToken(Person person, String nonce, String sid) {
    Instant now = clock.instant();
    return new JWTClaimsSet.Builder()
        .issuer(issuer)
        .subject(person.subject())
        .audience(FakeProvider.CLIENT)
        .issueTime(Date.from(now))
        .expirationTime(Date.from(now.plusSeconds(300)))
        .claim("nonce", nonce)
        .claim("sid", sid)
        .claim("preferred_username", person.userName())
        .claim("name", person.name())
        .claim("roles", person.roles());
  }

  /** An access token of a person for the API. */
  public JWTClaimsSet.Builder accessToken(Person person) {
    Instant now = clock.instant();
    return new JWTClaimsSet.Builder()
        .issuer(issuer)
        .subject(person.subject())
        .audience(FakeProvider.AUDIENCE)
        .issueTime(Date.from(now))
        .expirationTime(Date.from(now.plusSeconds(300)))
        .jwtID(UUID.randomUUID().toString())
        .claim("typ", "Bearer")
        .claim("preferred_username", person.userName())
        .claim("name", person.name())
        .claim("roles", person.roles());
  }

  /** A logout token that names a session. */
  public JWTClaimsSet.Builder logoutToken(String sid) {
    Instant now = clock.instant();
    return new JWTClaimsSet.Builder()
        .issuer(issuer)
        .audience(FakeProvider.CLIENT)
        .issueTime(Date.from(now))
        .expirationTime(Date.from(now.plusSeconds(120)))
        .jwtID(UUID.randomUUID().toString())
        .claim("sid", sid)
        .claim("events", Map.of("http://schemas.openid.net/event/backchannel-logout", Map.of()));
  }

  /** A logout token, honest but for what is changed. */
  public String logout(String sid, Consumer<JWTClaimsSet.Builder> change) {
    JWTClaimsSet.Builder claims = logoutToken(sid);
    change.accept(claims);
    return sign(claims.build(), Signing.RS256, new JOSEObjectType("logout+jwt"));
  }

  /** Claims as a token of type JWT. */
  public String sign(JWTClaimsSet claims, Signing signing) {
    return sign(claims, signing, JOSEObjectType.JWT);
  }

  /** Claims as a token. */
  public String sign(JWTClaimsSet claims, Signing signing, JOSEObjectType type) {
    RSAKey current = rotated ? NEXT : RSA;
    try {
      return switch (signing) {
        case RS256 -> by(current, JWSAlgorithm.RS256, claims, type);
        case PS256 -> by(current, JWSAlgorithm.PS256, claims, type);
        case RS512 -> by(current, JWSAlgorithm.RS512, claims, type);
        case ES256 -> signed(claims, JWSAlgorithm.ES256, EC.getKeyID(), type, new ECDSASigner(EC));
        case UNKNOWN_KEY -> by(STRANGE, JWSAlgorithm.RS256, claims, type);
        case WRONG_KEY ->
            signed(claims, JWSAlgorithm.RS256, current.getKeyID(), type, new RSASSASigner(STRANGE));
        case HS256_WITH_PUBLIC_KEY ->
            signed(
                claims,
                JWSAlgorithm.HS256,
                current.getKeyID(),
                type,
                new MACSigner(current.toPublicJWK().toRSAPublicKey().getEncoded()));
        case HS256_WITH_CLIENT_SECRET ->
            signed(
                claims,
                JWSAlgorithm.HS256,
                null,
                type,
                new MACSigner(FakeProvider.SECRET.getBytes(StandardCharsets.UTF_8)));
        case NONE -> new PlainJWT(claims).serialize();
        case CHANGED_AFTERWARDS -> changed(by(current, JWSAlgorithm.RS256, claims, type), claims);
      };
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String by(
      RSAKey key, JWSAlgorithm algorithm, JWTClaimsSet claims, JOSEObjectType type)
      throws JOSEException {
    return signed(claims, algorithm, key.getKeyID(), type, new RSASSASigner(key));
  }

  private static String signed(
      JWTClaimsSet claims,
      JWSAlgorithm algorithm,
      String keyId,
      JOSEObjectType type,
      JWSSigner signer)
      throws JOSEException {
    SignedJWT token =
        new SignedJWT(new JWSHeader.Builder(algorithm).keyID(keyId).type(type).build(), claims);
    token.sign(signer);
    return token.serialize();
  }

  private static String changed(String token, JWTClaimsSet claims) {
    String[] parts = token.split("\\.");
    JWTClaimsSet other =
        new JWTClaimsSet.Builder(claims).claim("roles", List.of("moderator", "x")).build();
    return parts[0] + "." + other.toPayload().toBase64URL() + "." + parts[2];
  }

  private static RSAKey rsa(String id) {
    try {
      return new RSAKeyGenerator(2048).keyID(id).keyUse(KeyUse.SIGNATURE).generate();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  private static ECKey ec() {
    try {
      return new ECKeyGenerator(Curve.P_256).keyID("ec-1").keyUse(KeyUse.SIGNATURE).generate();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }
}
