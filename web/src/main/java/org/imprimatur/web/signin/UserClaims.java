package org.imprimatur.web.signin;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.JWTParser;
import java.text.Normalizer;
import java.text.ParseException;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.imprimatur.mail.Address;
import org.imprimatur.session.User;
import org.jspecify.annotations.Nullable;

/**
 * Who a token is about. Roles are the claim {@code roles}; where a provider has none, Keycloak's
 * {@code realm_access.roles}, then {@code cognito:groups}. Roles that mean nothing here are
 * dropped.
 */
final class UserClaims {
  private static final Set<String> KNOWN_ROLES = Set.of(User.MODERATOR);
  private static final int LONGEST_NAME = 80;

  private UserClaims() {}

  static User user(JWTClaimsSet claims) {
    String subject = claims.getSubject();
    String userName =
        firstName(claims, "preferred_username", "cognito:username", "email").orElse(subject);
    return new User(subject, userName, firstName(claims, "name").orElse(userName), roles(claims));
  }

  /**
   * The verified address in an ID token that was checked when it came (OpenID Connect Core 1.0,
   * section 5.1). Some providers spell {@code true} as a text.
   */
  static Optional<Address> verifiedAddress(String idToken) {
    try {
      JWTClaimsSet claims = JWTParser.parse(idToken).getJWTClaimsSet();
      boolean verified = "true".equals(String.valueOf(claims.getClaim("email_verified")));
      return verified
          ? TokenChecks.text(claims, "email").flatMap(Address::parse)
          : Optional.empty();
    } catch (ParseException e) {
      return Optional.empty();
    }
  }

  private static Optional<String> firstName(JWTClaimsSet claims, String... names) {
    return Stream.of(names)
        .map(claims::getClaim)
        .filter(String.class::isInstance)
        .map(claim -> readable((String) claim))
        .filter(name -> !name.isBlank())
        .findFirst();
  }

  /**
   * A name as others may see it: composed, of bounded length, without controls and without the
   * invisible marks that turn the text around it.
   */
  private static String readable(String name) {
    return Normalizer.normalize(name, Normalizer.Form.NFC)
        .codePoints()
        .filter(UserClaims::shown)
        .limit(LONGEST_NAME)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString()
        .strip();
  }

  private static boolean shown(int codePoint) {
    int type = Character.getType(codePoint);
    return type != Character.CONTROL
        && type != Character.FORMAT
        && type != Character.SURROGATE
        && type != Character.UNASSIGNED
        && type != Character.LINE_SEPARATOR
        && type != Character.PARAGRAPH_SEPARATOR;
  }

  private static Set<String> roles(JWTClaimsSet claims) {
    return Stream.of(
            Optional.ofNullable(claims.getClaim("roles")),
            Optional.ofNullable(claims.getClaim("realm_access")).map(UserClaims::realmRoles),
            Optional.ofNullable(claims.getClaim("cognito:groups")))
        .flatMap(Optional::stream)
        .findFirst()
        .map(UserClaims::known)
        .orElse(Set.of());
  }

  private static @Nullable Object realmRoles(Object access) {
    return access instanceof Map<?, ?> map ? map.get("roles") : null;
  }

  private static Set<String> known(Object roles) {
    return roles instanceof Collection<?> collection
        ? collection.stream()
            .filter(String.class::isInstance)
            .map(Objects::toString)
            .filter(KNOWN_ROLES::contains)
            .collect(Collectors.toUnmodifiableSet())
        : Set.of();
  }
}
