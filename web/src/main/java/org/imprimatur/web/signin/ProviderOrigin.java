package org.imprimatur.web.signin;

import java.net.URI;
import java.util.Optional;

/** Where the sign-in provider's pages are, as far as is known. */
@FunctionalInterface
public interface ProviderOrigin {
  /** Scheme, host and port; empty while the provider is not known yet. Never blocks. */
  Optional<URI> origin();
}
