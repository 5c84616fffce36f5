package org.imprimatur.keycloak;

import java.util.function.Function;
import java.util.function.Supplier;

/** How Keycloak is: what a sign-in page needs to know before it sends somebody there. */
public sealed interface KeycloakStatus {

  /** Not answering yet, but expected to within seconds. */
  record Starting() implements KeycloakStatus {}

  /** Answering, and its client knows where the board is. */
  record Ready() implements KeycloakStatus {}

  /**
   * Not answering after several tries. It goes on being tried, so this may still become ready.
   *
   * @param reason what happened, for the operator and not for visitors
   */
  record Failed(String reason) implements KeycloakStatus {}

  /**
   * One answer for each state.
   *
   * @param starting the answer while it starts
   * @param ready the answer when it is ready
   * @param failed the answer when it has failed, from the reason
   */
  default <T> T fold(Supplier<T> starting, Supplier<T> ready, Function<String, T> failed) {
    if (this instanceof Failed failure) {
      return failed.apply(failure.reason());
    }
    return this instanceof Ready ? ready.get() : starting.get();
  }
}
