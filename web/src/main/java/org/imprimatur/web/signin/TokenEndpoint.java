package org.imprimatur.web.signin;

import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.AuthorizationGrant;
import com.nimbusds.oauth2.sdk.ErrorObject;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.RefreshTokenGrant;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.TokenRevocationRequest;
import com.nimbusds.oauth2.sdk.auth.ClientAuthentication;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.oauth2.sdk.token.RefreshToken;
import com.nimbusds.oauth2.sdk.token.Tokens;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponseParser;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import com.nimbusds.openid.connect.sdk.token.OIDCTokens;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import java.util.Set;

/** What we ask of a provider's token and revocation endpoints as its client (RFC 6749, 7009). */
final class TokenEndpoint {
  /**
   * The errors that speak of what we presented; all others speak of the provider or our settings.
   */
  private static final Set<String> REFUSALS = Set.of("invalid_grant", "access_denied");

  private final ClientID clientId;
  private final Optional<ClientAuthentication> authentication;
  private final URI callback;
  private final ProviderHttp http;

  TokenEndpoint(ProviderSettings settings, URI callback, ProviderHttp http) {
    this.clientId = new ClientID(settings.clientId());
    this.authentication =
        settings.clientSecret().map(secret -> new ClientSecretBasic(clientId, new Secret(secret)));
    this.callback = callback;
    this.http = http;
  }

  OIDCTokens byCode(OIDCProviderMetadata provider, String code, String verifier, Deadline deadline)
      throws IOException, ParseException, Refusal {
    Tokens tokens =
        tokens(
            provider,
            new AuthorizationCodeGrant(
                new AuthorizationCode(code), callback, new CodeVerifier(verifier)),
            deadline);
    if (tokens instanceof OIDCTokens withIdToken && withIdToken.getIDToken() != null) {
      return withIdToken;
    }
    throw new ParseException("no ID token");
  }

  Tokens byRefreshToken(OIDCProviderMetadata provider, String refreshToken, Deadline deadline)
      throws IOException, ParseException, Refusal {
    return tokens(provider, new RefreshTokenGrant(new RefreshToken(refreshToken)), deadline);
  }

  /** Ends a refresh token and what was given for it. */
  void revoke(OIDCProviderMetadata provider, String refreshToken, Deadline deadline)
      throws IOException, Refusal {
    URI endpoint = provider.getRevocationEndpointURI();
    if (endpoint == null) {
      throw new Refusal("no-revocation");
    }
    RefreshToken token = new RefreshToken(refreshToken);
    TokenRevocationRequest request =
        authentication
            .map(known -> new TokenRevocationRequest(endpoint, known, token))
            .orElseGet(() -> new TokenRevocationRequest(endpoint, clientId, token));
    HTTPResponse response = http.send(request.toHTTPRequest(), deadline);
    if (!response.indicatesSuccess()) {
      throw new IOException("status " + response.getStatusCode() + " of a revocation");
    }
  }

  private Tokens tokens(OIDCProviderMetadata provider, AuthorizationGrant grant, Deadline deadline)
      throws IOException, ParseException, Refusal {
    URI endpoint = provider.getTokenEndpointURI();
    TokenRequest request =
        authentication
            .map(known -> new TokenRequest.Builder(endpoint, known, grant))
            .orElseGet(() -> new TokenRequest.Builder(endpoint, clientId, grant))
            .build();
    HTTPResponse response = http.send(request.toHTTPRequest(), deadline);
    if (response.getStatusCode() >= 500) {
      throw new IOException("status " + response.getStatusCode() + " of the token endpoint");
    }
    return tokens(OIDCTokenResponseParser.parse(response));
  }

  private static Tokens tokens(TokenResponse response) throws ParseException, Refusal {
    if (response instanceof OIDCTokenResponse openId) {
      return openId.getOIDCTokens();
    }
    if (response.indicatesSuccess()) {
      return response.toSuccessResponse().getTokens();
    }
    ErrorObject error = response.toErrorResponse().getErrorObject();
    String code = Optional.ofNullable(error.getCode()).orElse("none");
    if (REFUSALS.contains(code)) {
      throw new Refusal(code);
    }
    throw new ParseException("an error of our settings or the provider's");
  }
}
