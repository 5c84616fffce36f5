package org.imprimatur.aws;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.util.Optional;
import org.imprimatur.post.Author;

/**
 * Who signed a request, by what the IAM authorizer says of its Cognito identity: the pool that lent
 * the credentials, and the methods by which the caller was authenticated, among them {@code
 * <provider>:CognitoSignIn:<subject>}.
 */
final class Authors {
  private static final String UNKNOWN_NAME = "Somebody";

  private final String signedIn;
  private final String identityPool;
  private final Names names;
  private final Clock clock;

  Authors(String provider, String identityPool, Names names, Clock clock) {
    this.signedIn = provider + ":CognitoSignIn:";
    this.identityPool = identityPool;
    this.names = names;
    this.clock = clock;
  }

  /** The author, or nobody where the caller did not sign in with our pool. */
  Optional<Author> of(JsonNode identity) {
    return identityPool.equals(identity.path("identityPoolId").asText())
        ? subject(identity.path("amr")).map(this::author)
        : Optional.empty();
  }

  private Optional<String> subject(JsonNode methods) {
    for (JsonNode method : methods) {
      String text = method.asText();
      if (text.startsWith(signedIn) && text.length() > signedIn.length()) {
        return Optional.of(text.substring(signedIn.length()));
      }
    }
    return Optional.empty();
  }

  private Author author(String subject) {
    return new Author(subject, names.of(subject, clock.instant()).orElse(UNKNOWN_NAME));
  }
}
