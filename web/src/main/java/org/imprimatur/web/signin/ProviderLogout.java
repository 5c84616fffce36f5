package org.imprimatur.web.signin;

import java.time.Instant;
import java.util.Optional;

/**
 * A checked logout token (OpenID Connect Back-Channel Logout 1.0, section 2.4).
 *
 * @param id its {@code jti}
 * @param expires until when it could be presented
 * @param subject whose sessions end, where no provider session is named
 * @param providerSession the one provider session that ends
 */
record ProviderLogout(
    String id, Instant expires, Optional<String> subject, Optional<String> providerSession) {}
