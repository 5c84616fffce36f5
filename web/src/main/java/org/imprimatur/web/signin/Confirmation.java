package org.imprimatur.web.signin;

import java.util.function.Function;
import java.util.function.Supplier;
import org.imprimatur.session.Session;

/** Whether the provider still stands behind a session. */
sealed interface Confirmation {
  /** One of three answers, by what is the case. */
  <T> T fold(Function<Session, T> confirmed, Supplier<T> ended, Function<String, T> unknown);

  /** It does, as far as its last tokens say. */
  record Confirmed(Session session) implements Confirmation {
    @Override
    public <T> T fold(
        Function<Session, T> confirmed, Supplier<T> ended, Function<String, T> unknown) {
      return confirmed.apply(session);
    }
  }

  /** The session is over. */
  record Ended() implements Confirmation {
    @Override
    public <T> T fold(
        Function<Session, T> confirmed, Supplier<T> ended, Function<String, T> unknown) {
      return ended.get();
    }
  }

  /** The provider could not be asked; the session is kept. */
  record Unknown(String reason) implements Confirmation {
    @Override
    public <T> T fold(
        Function<Session, T> confirmed, Supplier<T> ended, Function<String, T> unknown) {
      return unknown.apply(reason);
    }
  }
}
