package org.imprimatur.web.signin;

import java.net.URI;
import java.util.Optional;

/**
 * What we know of an OpenID provider before asking it anything.
 *
 * @param issuer its issuer identifier, under which its discovery document is found
 * @param clientId our name there
 * @param clientSecret our secret there; empty for a public client, which has PKCE alone
 * @param audience what an access token for our API names as its audience
 */
public record ProviderSettings(
    URI issuer, String clientId, Optional<String> clientSecret, String audience) {

  /** Everything but the secret. */
  @Override
  public String toString() {
    return "provider " + issuer + " as " + clientId;
  }
}
