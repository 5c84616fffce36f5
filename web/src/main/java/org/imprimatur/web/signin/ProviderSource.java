package org.imprimatur.web.signin;

/** Tells which provider there is to sign in with at the moment. */
@FunctionalInterface
public interface ProviderSource {
  /** What is the case now. Never blocks. */
  ProviderState state();
}
