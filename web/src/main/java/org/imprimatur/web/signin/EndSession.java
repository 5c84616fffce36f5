package org.imprimatur.web.signin;

import com.nimbusds.jwt.JWT;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.openid.connect.sdk.LogoutRequest;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** Where a browser goes so that the provider forgets it too. */
final class EndSession {
  private static final Pattern COGNITO =
      Pattern.compile("cognito-idp\\.[a-z0-9-]+\\.amazonaws\\.com(\\.cn)?");

  private EndSession() {}

  /** OpenID Connect RP-Initiated Logout 1.0, or what Cognito has in its place. */
  static URI url(URI endpoint, ProviderSettings settings, JWT idToken, URI back) {
    String host = String.valueOf(settings.issuer().getHost());
    if (COGNITO.matcher(host).matches()) {
      return URI.create(
          endpoint + "?client_id=" + encoded(settings.clientId()) + "&logout_uri=" + encoded(back));
    }
    ClientID client = new ClientID(settings.clientId());
    return new LogoutRequest(endpoint, idToken, null, client, back, null, null).toURI();
  }

  private static String encoded(Object value) {
    return URLEncoder.encode(value.toString(), StandardCharsets.UTF_8);
  }
}
