package org.imprimatur.web.signin;

import java.util.function.Function;

/** What came of asking the provider. Reasons are short codes of ours, fit for a log and a page. */
sealed interface Answer<T> {
  /** One of three answers, by what is the case. */
  <R> R fold(Function<T, R> given, Function<String, R> refused, Function<String, R> failed);

  /** What comes of asking on with the value, if there is one. */
  default <R> Answer<R> then(Function<T, Answer<R>> next) {
    return fold(next, Refused::new, Failed::new);
  }

  /** It answered, and what it said was checked. */
  record Given<T>(T value) implements Answer<T> {
    @Override
    public <R> R fold(
        Function<T, R> given, Function<String, R> refused, Function<String, R> failed) {
      return given.apply(value);
    }
  }

  /** It said no, or what was presented does not hold; asking again is of no use. */
  record Refused<T>(String reason) implements Answer<T> {
    @Override
    public <R> R fold(
        Function<T, R> given, Function<String, R> refused, Function<String, R> failed) {
      return refused.apply(reason);
    }
  }

  /** It is down, slow or answers nonsense; nothing is known about what was asked. */
  record Failed<T>(String reason) implements Answer<T> {
    @Override
    public <R> R fold(
        Function<T, R> given, Function<String, R> refused, Function<String, R> failed) {
      return failed.apply(reason);
    }
  }
}
