package org.imprimatur.web.signin;

import java.net.URI;
import java.time.Duration;

/**
 * What an operator sets about sign-in and sessions.
 *
 * @param baseUrl the address people type, without a slash at the end; the provider sends browsers
 *     back there, whatever host a request names
 * @param idle how long a session lasts unused
 * @param absolute how long a session lasts at most
 * @param address whether the provider is asked for people's addresses
 */
public record SignInSettings(URI baseUrl, Duration idle, Duration absolute, boolean address) {
  /** The name and no more. */
  public SignInSettings(URI baseUrl, Duration idle, Duration absolute) {
    this(baseUrl, idle, absolute, false);
  }

  /** What the provider is asked for (OpenID Connect Core 1.0, section 5.4). */
  String[] scopes() {
    return address
        ? new String[] {"openid", "profile", "email"}
        : new String[] {"openid", "profile"};
  }

  /** The address that the provider sends browsers back to. */
  URI callback() {
    return URI.create(baseUrl + "/sign-in/callback");
  }

  /** The address that the provider sends browsers to after signing out. */
  URI home() {
    return URI.create(baseUrl + "/");
  }
}
